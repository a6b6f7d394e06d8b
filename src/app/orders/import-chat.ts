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
import type { ExportedMessage } from '../../memory/chat-export/read-message.js';
import type { ChatSurvey } from '../../memory/chat-export/survey.js';
import { sidesOf, type ChatSides } from '../../memory/chat-export/whose-words.js';
import { readSelfPeer } from '../../store/account/account-store.js';
import type { Database } from '../../store/engine/database.js';
import {
  addImported,
  hasTalked,
  openImport,
  type ImportedMessage,
  type ImportTarget,
} from '../../store/conversation/import-writer.js';
import { chosenChat } from './choose-chat.js';
import { exportFile, readChat, surveyExport, type ReadingOptions } from './read-export.js';

export interface ImportWish {
  /** The result.json, or the folder it lies in. */
  readonly file: string;
  /** Of the export of a whole account, the chat: its id, its name or a part of it. */
  readonly chat: string | undefined;
  readonly account: AccountId;
  readonly character: CharacterId;
  /** Who exported it; found out where it is not said and the account was online before. */
  readonly madeBy: 'account' | 'person' | undefined;
  /** Who the other side's words are: the character's from now on, or those of a human that the character knows of. */
  readonly otherSide: 'character' | 'operator';
  /** The zone of the computer it was exported on, for exports from before May 2022, which name no seconds. */
  readonly zone: string;
  /** Called before anything is stored, with what there is to store. */
  readonly onSurvey: (survey: ChatSurvey) => void;
  /** Called with the share of the work that is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly stop: AbortSignal;
}

export interface ImportResult {
  readonly conversation: string;
  readonly person: string | null;
  readonly added: number;
  /** Stored by an earlier run of the import. */
  readonly alreadyThere: number;
  readonly service: number;
  /** Lines of neither side, such as a channel's; left out. */
  readonly others: number;
  /** Messages whose time was read on the clock of `zone`. */
  readonly byZone: number;
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
 * it goes on where it stopped. The file is read twice, first to see what is in it. Call while owning the data folder.
 * @throws OperatorError when there is no such file, it is not the export of one private chat, or the two have already
 *   talked through this program; then nothing was stored.
 */
export async function importChat(database: Database, clock: Clock, wish: ImportWish): Promise<ImportResult> {
  const file = exportFile(wish.file);
  const options = (from: number): ReadingOptions => ({
    zone: wish.zone,
    now: clock.now(),
    onProgress: (share) => wish.onProgress(from + share / 2),
    stop: wish.stop,
  });
  const survey = await surveyExport(file, options(0));
  const chosen = chosenChat(survey, wish.chat, file.path);
  const broken = survey.broken === null ? '' : `: ${survey.broken}`;
  if (chosen.messages === 0) {
    throw new OperatorError(
      `${file.path} holds no message that can be read${broken}`,
      'export the chat from its own menu in Telegram Desktop as machine-readable JSON',
    );
  }
  const account = await readSelfPeer(database.read, wish.account);
  const sides = sidesOf({ survey: chosen, account, exporter: survey.exporter, madeBy: wish.madeBy });
  if (sides === null) {
    throw new OperatorError(
      `${file.path} does not say whose chat it is`,
      'export the chat anew from its own menu',
    );
  }
  const target = targetOf(wish, sides, chosen);
  if (await hasTalked(database.read, target.conversation)) {
    throw new OperatorError(
      `${wish.character} and this person have already talked through kindred`,
      'import a chat before its first message; older messages cannot be put before newer ones',
    );
  }
  wish.onSurvey(chosen);
  await database.write((transaction) => openImport(transaction, target, chosen.first ?? clock.now()));
  const importing = new Importing(database, clock, wish, sides, target);
  const rest = await readChat(file, chosen.chat.key, options(0.5), async ({ entry }) => {
    if (entry.kind === 'message') await importing.message(entry.message);
    else if (entry.kind === 'service') importing.service += 1;
    else importing.fail(entry.id, entry.problem);
  });
  await importing.store();
  const { counts, problems, service } = importing;
  return {
    conversation: target.conversation,
    person: chosen.chat.name,
    ...counts,
    service,
    byZone: chosen.byZone,
    problems,
    broken: rest,
  };
}

function targetOf({ account, character }: ImportWish, sides: ChatSides, { chat }: ChatSurvey): ImportTarget {
  const peer = peerId(sides.person);
  const person = personId('telegram', peer);
  return {
    conversation: conversationId(`${character}/${person}`),
    character,
    person,
    account,
    peer,
    // Exported by the person, the chat has the account's name.
    name: chat.id === sides.person ? chat.name : null,
    isOwnChat: sides.isOwn,
  };
}

class Importing {
  readonly counts = { added: 0, alreadyThere: 0, others: 0, unreadable: 0 };
  readonly problems: string[] = [];
  service = 0;
  private waiting: ImportedMessage[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wish: ImportWish,
    private readonly sides: ChatSides,
    private readonly target: ImportTarget,
  ) {}

  async message(message: ExportedMessage): Promise<void> {
    const side = this.sides.sideOf(message.from);
    if (side === null) this.counts.others += 1;
    else this.waiting.push(this.toStored(message, side === 'person' ? 'person' : this.wish.otherSide));
    if (this.waiting.length >= batchSize) await this.store();
  }

  fail(id: number | null, problem: string): void {
    this.counts.unreadable += 1;
    if (this.problems.length < mostProblems) this.problems.push(`message ${id ?? '?'}: ${problem}`);
  }

  async store(): Promise<void> {
    const { waiting: batch, target, clock } = this;
    if (batch.length === 0) return;
    this.waiting = [];
    const added = await this.database.write((transaction) =>
      addImported(transaction, target, batch, clock.now()),
    );
    this.counts.added += added;
    this.counts.alreadyThere += batch.length - added;
  }

  private toStored(
    { id, text, attachments, sentAt, forwarded, forwardedFrom, replyTo }: ExportedMessage,
    author: ImportedMessage['author'],
  ): ImportedMessage {
    const { isOwnChat } = this.target;
    return {
      remoteId: remoteMessageId(numbered(id, isOwnChat)),
      author,
      text,
      attachments,
      sentAt,
      forwarded,
      ...(forwardedFrom === null ? {} : { forwardedFrom }),
      replyTo: replyTo === null ? null : remoteMessageId(numbered(replyTo, isOwnChat)),
    };
  }
}

/** Numbers that another account gave must not be taken for ours: below zero there are none. */
function numbered(id: number, isOwnChat: boolean): string {
  if (isOwnChat && id > 0) return String(id);
  // What came over from a group has numbers below zero in the export already.
  return id > 0 ? String(-id) : String(id - 1_000_000_000_000);
}
