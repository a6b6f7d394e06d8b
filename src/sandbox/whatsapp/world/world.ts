import { createHash } from 'node:crypto';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import { isFurther, type ChatMessage, type Content, type Reach } from './messages.js';
import { newUser, userIdOf, type NewWhatsAppUser, type WhatsAppUser } from './users.js';

/** Something that became visible to somebody. The services tell of it in their ways; the judge counts it. */
export type Deed =
  | { readonly kind: 'said' | 'posted' | 'edited' | 'removed'; readonly message: ChatMessage }
  | { readonly kind: 'reached'; readonly message: ChatMessage; readonly reach: Reach; readonly code?: number }
  | {
      readonly kind: 'reacted';
      readonly message: ChatMessage;
      readonly by: 'user' | 'line';
      readonly emoji: string | null;
    }
  | { readonly kind: 'read-by-line'; readonly message: ChatMessage }
  | { readonly kind: 'typing'; readonly by: 'user' | 'line'; readonly line: string; readonly user: string }
  | {
      readonly kind: 'changed-number';
      readonly user: WhatsAppUser;
      readonly before: string;
      readonly line: string;
    }
  | {
      readonly kind: 'changed-user-id';
      readonly user: WhatsAppUser;
      readonly before: string;
      readonly line: string;
    };

export interface Fact {
  readonly at: Milliseconds;
  readonly deed: Deed;
}

export interface SayOptions {
  readonly replyTo?: string;
}

/**
 * WhatsApp as far as its services show it: people with phones, lines that programs answer at, chats between the two. It
 * lives in memory; what stays is the program's to keep.
 */
export class WhatsAppWorld {
  /** Everything that happened, oldest first: what the judge reads. */
  readonly facts: Fact[] = [];
  private readonly users = new Map<string, WhatsAppUser>();
  private readonly messages = new Map<string, ChatMessage>();
  private readonly listeners = new Set<(deed: Deed) => void>();
  private made = 0;

  constructor(
    readonly clock: Clock,
    /** Ids of messages begin from it: two worlds have no id in common unless it is the same. */
    private readonly seed: string,
  ) {}

  addUser(draft: NewWhatsAppUser): WhatsAppUser {
    const user = newUser(draft);
    this.users.set(user.number, user);
    return user;
  }

  /** By number, BSUID or lid. */
  find(ref: string): WhatsAppUser | undefined {
    const digits = ref.replace(/^\+/u, '');
    return (
      this.users.get(digits) ??
      [...this.users.values()].find(({ userId, lid }) => userId === ref || lid === ref)
    );
  }

  must(ref: string): WhatsAppUser {
    const user = this.find(ref);
    if (user === undefined) throw new Error('nobody in the sandbox has this number');
    return user;
  }

  all(): readonly WhatsAppUser[] {
    return [...this.users.values()];
  }

  on(listener: (deed: Deed) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  message(id: string): ChatMessage | undefined {
    return this.messages.get(id);
  }

  /** Oldest first, as the person sees it: what never arrived is not there. */
  chat(line: string, number: string): readonly ChatMessage[] {
    return [...this.messages.values()].filter(
      (one) =>
        one.line === line &&
        one.user === number &&
        !one.isRemoved &&
        (one.by === 'user' || one.reach === 'delivered' || one.reach === 'read'),
    );
  }

  /** The person writes. */
  say(number: string, line: string, content: Content | string, options: SayOptions = {}): ChatMessage {
    const said = typeof content === 'string' ? { kind: 'text', text: content } : content;
    const message = this.add({ line, user: number, by: 'user', content: said, ...options });
    this.tell({ kind: 'said', message });
    return message;
  }

  /** The line writes: the program, or whoever holds its phone. It arrives unless the phone is off or the line blocked. */
  post(
    line: string,
    number: string,
    content: Content,
    by: 'program' | 'owner',
    options: SayOptions = {},
  ): ChatMessage {
    const message = this.add({ line, user: number, by, content, ...options });
    this.tell({ kind: 'posted', message });
    return message;
  }

  /** WhatsApp's own server has it, and the phone as soon as it can. */
  carry(message: ChatMessage): void {
    this.reach(message, 'sent');
    const user = this.users.get(message.user);
    if (user === undefined || user.isOffline || user.blocked.has(message.line)) return;
    this.reach(message, 'delivered');
    if (user.readsAtOnce) this.reach(message, 'read');
  }

  reach(message: ChatMessage, reach: Reach, code?: number): void {
    if (!isFurther(message.reach, reach)) return;
    message.reach = reach;
    this.tell({ kind: 'reached', message, reach, ...(code === undefined ? {} : { code }) });
  }

  comesOnline(number: string): void {
    this.must(number).isOffline = false;
    for (const message of this.messages.values()) {
      if (message.user === number && message.by !== 'user' && message.reach === 'sent') this.carry(message);
    }
  }

  /** The person reads what the line wrote. */
  reads(number: string, line: string): void {
    for (const message of this.chat(line, number)) {
      if (message.by !== 'user') this.reach(message, 'read');
    }
  }

  edits(message: ChatMessage, text: string): void {
    message.content = { ...message.content, text };
    message.editedAt = this.clock.now();
    this.tell({ kind: 'edited', message });
  }

  removes(message: ChatMessage): void {
    message.isRemoved = true;
    this.tell({ kind: 'removed', message });
  }

  reacts(message: ChatMessage, by: 'user' | 'line', emoji: string | null): void {
    if (emoji === null) message.reactions.delete(by);
    else message.reactions.set(by, emoji);
    this.tell({ kind: 'reacted', message, by, emoji });
  }

  types(by: 'user' | 'line', line: string, user: string): void {
    this.tell({ kind: 'typing', by, line, user });
  }

  /** The line shows this message as read, and those before it. */
  lineReads(upTo: ChatMessage): void {
    for (const message of this.messages.values()) {
      if (message.line !== upTo.line || message.user !== upTo.user || message.by !== 'user') continue;
      if (!message.isReadByLine) {
        message.isReadByLine = true;
        this.tell({ kind: 'read-by-line', message });
      }
      if (message === upTo) return;
    }
  }

  /** The same person has another number from now on; the old one is free for somebody else. */
  changeNumber(number: string, to: string, lines: readonly string[]): WhatsAppUser {
    const before = this.must(number);
    this.users.delete(number);
    const user = { ...before, number: to };
    this.users.set(to, user);
    for (const line of lines) this.tell({ kind: 'changed-number', user, before: number, line });
    return user;
  }

  changeUserId(number: string, generation: number, lines: readonly string[]): void {
    const user = this.must(number);
    const before = user.userId;
    user.userId = userIdOf(number, generation);
    for (const line of lines) this.tell({ kind: 'changed-user-id', user, before, line });
  }

  private add(draft: Pick<ChatMessage, 'line' | 'user' | 'by' | 'content'> & SayOptions): ChatMessage {
    this.made += 1;
    const id = createHash('sha256')
      .update(`${this.seed} ${this.made}`)
      .digest('hex')
      .slice(0, 28)
      .toUpperCase();
    const message: ChatMessage = {
      ...draft,
      id: `3EB0${id}`,
      at: this.clock.now(),
      reach: 'waiting',
      editedAt: null,
      isRemoved: false,
      reactions: new Map(),
      isReadByLine: false,
    };
    this.messages.set(message.id, message);
    return message;
  }

  private tell(deed: Deed): void {
    this.facts.push({ at: this.clock.now(), deed });
    for (const listener of this.listeners) listener(deed);
  }
}
