import { JSONParser } from '@streamparser/json';
import { readExportedMessage, type ReadMessage } from './read-message.js';

/** What the export says about the chat as a whole. */
export interface ExportedChat {
  /** The user id of the partner of whoever exported it. */
  readonly id: string | null;
  readonly type: string | null;
}

/**
 * Reads an export piece by piece, so that its size does not matter and what stands before a break is not lost. Give it
 * the file's bytes in order; take the messages that became whole after each piece.
 */
export class ChatReader {
  private readonly parser = new JSONParser({
    paths: ['$.id', '$.type', '$.chats', '$.messages.*'],
    keepStack: false,
  });
  private found: ReadMessage[] = [];
  private chat: ExportedChat = { id: null, type: null };
  private brokenBy: string | null = null;
  private isWhole = false;
  private isOfAllChats = false;

  constructor() {
    this.parser.onValue = ({ value, key, stack }) => {
      if (stack.length > 1) this.found.push(readExportedMessage(value));
      else if (key === 'id' && typeof value === 'number') this.chat = { ...this.chat, id: String(value) };
      else if (key === 'type' && typeof value === 'string') this.chat = { ...this.chat, type: value };
      else if (key === 'chats') this.isOfAllChats = true;
    };
    this.parser.onEnd = () => {
      this.isWhole = true;
    };
    this.parser.onError = (cause) => {
      this.brokenBy ??= cause.message;
    };
  }

  /** @returns the messages that are whole now, oldest first */
  take(bytes: Uint8Array): readonly ReadMessage[] {
    if (this.brokenBy === null && !this.isWhole) {
      try {
        this.parser.write(bytes);
      } catch (cause) {
        this.brokenBy ??= cause instanceof Error ? cause.message : 'not JSON';
      }
    }
    const found = this.found;
    this.found = [];
    return found;
  }

  get about(): ExportedChat {
    return this.chat;
  }

  /** Why it cannot be read (further); null while it can. Ask again after the last piece. */
  problem(isLast: boolean): string | null {
    if (this.isOfAllChats) return 'it holds all chats: export one chat from its own menu';
    if (this.brokenBy !== null) return 'it is not whole JSON from here on';
    return isLast && !this.isWhole ? 'it ends in the middle' : null;
  }
}
