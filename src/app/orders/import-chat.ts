import { createReadStream, statSync } from 'node:fs';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import {
  conversationId,
  peerId,
  personId,
  remoteMessageId,
  type AccountId,
  type CharacterId,
} from '../../core/ids.js';
import { ChatReader } from '../../memory/chat-export/chat-reader.js';
import type { ExportedMessage } from '../../memory/chat-export/read-message.js';
import { readSelfPeer } from '../../store/account/account-store.js';
import type { Database } from '../../store/engine/database.js';
import {
  addImported,
  hasTalked,
  openImport,
  type ImportedMessage,
  type ImportTarget,
} from '../../store/conversation/import-writer.js';

export interface ImportWish {
  readonly file: string;
  readonly account: AccountId;
  readonly character: CharacterId;
  /** Who the other side's words are: the character's from now on, or those of a human that the character knows of. */
  readonly otherSide: 'character' | 'operator';
  /** Called with the share of the file that was read, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly stop: AbortSignal;
}

export interface ImportResult {
  readonly conversation: string;
  readonly added: number;
  /** Stored by an earlier run of the import. */
  readonly alreadyThere: number;
  readonly service: number;
  /** Entries that could not be read, in words; the first ones of `unreadable`. */
  readonly problems: readonly string[];
  readonly unreadable: number;
  /** Why the rest of the file could not be read; null when all of it was. */
  readonly broken: string | null;
}

/** Messages of one transaction: a kill loses no more than these, and the next run stores them. */
const batchSize = 500;
const mostProblems = 20;

/**
 * Take over a chat from Telegram's own export. Everything readable is stored, in order and once: run again after a kill
 * it goes on where it stopped. Call while owning the data folder.
 * @throws OperatorError when there is no such file, it is not the export of one private chat, or the two have already
 *   talked through this program; then nothing was stored.
 */
export async function importChat(database: Database, clock: Clock, wish: ImportWish): Promise<ImportResult> {
  const size = statSync(wish.file, { throwIfNoEntry: false })?.size;
  if (size === undefined)
    throw new OperatorError(`there is no file ${wish.file}`, 'name the result.json of an export');
  const self = await readSelfPeer(database.read, wish.account);
  const reader = new ChatReader();
  const counts = { added: 0, alreadyThere: 0, service: 0, unreadable: 0 };
  const problems: string[] = [];
  let target: ImportTarget | null = null;
  let waiting: ExportedMessage[] = [];
  let bytes = 0;

  const store = async (): Promise<void> => {
    const batch = waiting;
    const [first] = batch;
    if (!first) return;
    waiting = [];
    target ??= await open(database, wish, self, reader, batch);
    const into = target;
    const added = await database.write((transaction) =>
      addImported(
        transaction,
        into,
        batch.map((message) => toStored(message, into, wish.otherSide)),
        clock.now(),
      ),
    );
    counts.added += added;
    counts.alreadyThere += batch.length - added;
  };

  for await (const piece of createReadStream(wish.file) as AsyncIterable<Buffer>) {
    bytes += piece.length;
    for (const read of reader.take(piece)) {
      if (read.kind === 'message') waiting.push(read.message);
      else if (read.kind === 'service') counts.service += 1;
      else {
        counts.unreadable += 1;
        if (problems.length < mostProblems) problems.push(`message ${read.id ?? '?'}: ${read.problem}`);
      }
    }
    if (waiting.length >= batchSize) await store();
    wish.onProgress(bytes / Math.max(1, size));
    if (wish.stop.aborted || reader.problem(false) !== null) break;
  }
  await store();
  const broken = wish.stop.aborted ? 'it was stopped; run it again to go on' : reader.problem(true);
  if (target === null) {
    throw new OperatorError(
      `${wish.file} holds no message that can be read${broken === null ? '' : `: ${broken}`}`,
      'export the chat from its own menu in Telegram Desktop as machine-readable JSON',
    );
  }
  return { conversation: (target as ImportTarget).conversation, ...counts, problems, broken };
}

async function open(
  database: Database,
  { account, character, file }: ImportWish,
  self: string | null,
  reader: ChatReader,
  batch: readonly ExportedMessage[],
): Promise<ImportTarget> {
  const { id, type } = reader.about;
  if (type !== null && type !== 'personal_chat') {
    throw new OperatorError(`${file} is the export of a ${type}`, 'export a private chat with one person');
  }
  const other = batch.find(({ from }) => from !== self)?.from ?? null;
  // Exported by the person, the chat is named after our account.
  const who = id === null || id === self ? other : id;
  if (who === null) {
    throw new OperatorError(
      `${file} does not say whose chat it is`,
      'export the chat anew from its own menu',
    );
  }
  const peer = peerId(who);
  const person = personId('telegram', peer);
  const target: ImportTarget = {
    conversation: conversationId(`${character}/${person}`),
    character,
    person,
    account,
    peer,
    isOwnChat: id !== null && id !== self && batch.some(({ from }) => from === self),
  };
  if (await hasTalked(database.read, target.conversation)) {
    throw new OperatorError(
      `${character} and this person have already talked through kindred`,
      'import a chat before its first message; older messages cannot be put before newer ones',
    );
  }
  await database.write((transaction) => openImport(transaction, target, batch[0]?.sentAt ?? 0));
  return target;
}

function toStored(
  { id, from, text, attachments, sentAt, forwarded, replyTo }: ExportedMessage,
  { peer, isOwnChat }: ImportTarget,
  otherSide: ImportWish['otherSide'],
): ImportedMessage {
  // Numbers of another account's messages must not be taken for ours: below zero there are none.
  const numbered = (number: number): string => (isOwnChat ? String(number) : String(-number));
  return {
    remoteId: remoteMessageId(numbered(id)),
    author: from === peer ? 'person' : otherSide,
    text,
    attachments,
    sentAt,
    forwarded,
    replyTo: replyTo === null ? null : remoteMessageId(numbered(replyTo)),
  };
}
