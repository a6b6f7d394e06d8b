import { TextDecoder } from 'node:util';
import type { DateReader } from './read-date.js';
import { JsonSplitter, type Piece } from './json-splitter.js';
import { readJson } from './read-json.js';
import { readExportedMessage, userIdOf, type ReadMessage } from './read-message.js';

/** What an export says about a chat as a whole. */
export interface ExportedChat {
  /** Names it within its file: "chat" where there is only one, else "chats/3". */
  readonly key: string;
  /** The user id of the partner of whoever exported it. */
  id: string | null;
  name: string | null;
  type: string | null;
}

export interface ReadEntry {
  readonly chat: ExportedChat;
  readonly entry: ReadMessage;
}

/** Where the parts of an export stand: of one chat, and of a whole account. */
const fields = /^\$(?:\.(chats|left_chats)\.list\.\*)?\.(id|name|type|messages\.\*)$/u;
/** What stands around these parts. */
const around =
  /^\$(?:\.personal_information|\.messages|\.(?:chats|left_chats)(?:\.list(?:\.\*(?:\.messages)?)?)?)?$/u;
const selfPath = '$.personal_information.user_id';

/**
 * Reads an export of one chat or of a whole account piece by piece, so that its size does not matter and what stands
 * before a break is not lost. Give it the file's bytes in order; take what became whole after each piece.
 */
export class ExportReader {
  /** In their order; a chat is there from its first field on. */
  readonly chats: ExportedChat[] = [];
  /** The user id of whoever exported it, where the export says so. */
  self: string | null = null;
  /** It is the export of an account, with many chats in it. */
  isOfAccount = false;
  private readonly splitter: JsonSplitter;
  private readonly text: Utf8;

  /** `reads`: of which chats messages are read; those of the others are passed over unread. */
  constructor(
    private readonly dates: DateReader,
    private readonly reads: (chat: ExportedChat) => boolean,
  ) {
    this.text = new Utf8();
    this.splitter = new JsonSplitter((path, within) => this.wanted(path, within));
  }

  take(bytes: Uint8Array): readonly ReadEntry[] {
    return this.splitter.take(this.text.of(bytes)).flatMap((piece) => this.read(piece));
  }

  /** Why it cannot be read (further); null while it can. Ask again after the last piece. */
  problem(isLast: boolean): string | null {
    const { problem, isWhole } = this.splitter;
    return problem ?? (isLast && !isWhole ? 'it ends in the middle' : null);
  }

  private wanted(path: string, within: readonly number[]): 'cut' | 'pass' | 'enter' {
    if (path === selfPath) return 'cut';
    const [, list, field] = fields.exec(path) ?? [];
    if (field === undefined) return around.test(path) ? 'enter' : 'pass';
    return field !== 'messages.*' || this.reads(this.chat(list, within[0])) ? 'cut' : 'pass';
  }

  private chat(list: string | undefined, index: number | undefined): ExportedChat {
    const key = list === undefined ? 'chat' : `${list}/${index ?? 0}`;
    const last = this.chats.at(-1);
    if (last?.key === key) return last;
    const known = this.chats.find((chat) => chat.key === key);
    if (known !== undefined) return known;
    if (list !== undefined) this.isOfAccount = true;
    const chat: ExportedChat = { key, id: null, name: null, type: null };
    this.chats.push(chat);
    return chat;
  }

  private read({ path, within, text }: Piece): readonly ReadEntry[] {
    const value = readJson(text);
    if (path === selfPath) {
      this.self = userIdOf(typeof value === 'number' ? `user${value}` : value);
      return [];
    }
    const [, list, field] = fields.exec(path) ?? [];
    const chat = this.chat(list, within[0]);
    switch (field) {
      case 'id':
        chat.id = typeof value === 'number' || typeof value === 'string' ? String(value) : null;
        return [];
      case 'name':
        chat.name = typeof value === 'string' ? value : null;
        return [];
      case 'type':
        chat.type = typeof value === 'string' ? value : null;
        return [];
      default:
        return [{ chat, entry: readExportedMessage(value, this.dates) }];
    }
  }
}

/** Bytes as UTF-8, whatever an editor saved them as. */
class Utf8 {
  private decoder: TextDecoder | null = null;
  private begun = false;

  of(bytes: Uint8Array): Buffer {
    const start = this.begun ? null : bytes.subarray(0, 4);
    this.begun = true;
    if (start !== null) {
      const [a, b, c] = start;
      if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) this.decoder = new TextDecoder('utf-16le');
      else if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) this.decoder = new TextDecoder('utf-16be');
      else if (a === 0xef && b === 0xbb && c === 0xbf) return Buffer.from(bytes.subarray(3));
    }
    if (this.decoder === null) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Buffer.from(this.decoder.decode(bytes, { stream: true }), 'utf8');
  }
}
