import type { TlObject } from '../mtproto/rpc.js';
import { sendFile, type FileWish } from './send-file.js';
import { makePasswordRecord } from '../telegram/srp.js';
import { setCondition } from '../telegram/world/account/condition.js';
import { editMessage, type EditOutcome } from '../telegram/world/message/edit-message.js';
import { deleteHistory, deleteMessages } from '../telegram/world/message/delete-messages.js';
import { postMessage, type MessageDraft, type PostOutcome } from '../telegram/world/message/post-message.js';
import {
  ADDED_BY_PHONE,
  PHONE_NUMBER,
  VOICE_MESSAGES,
  type WritesFirst,
} from '../telegram/world/account/privacy.js';
import { changeProfile, type ProfileOutcome } from '../telegram/world/account/profile.js';
import { setBlocked, setOnline, setTyping, type TypingOutcome } from '../telegram/world/account/presence.js';
import { react, type ReactOutcome } from '../telegram/world/message/react.js';
import { readHistory } from '../telegram/world/message/read-history.js';
import type { MessageView } from '../telegram/world/message/messages.js';
import { tlFromJson } from '../telegram/world/tl-json.js';
import type { NewUser, User } from '../telegram/world/account/users.js';
import type { World } from '../telegram/world/world.js';

/** A user id, `@username` or `+phone`. */
export type UserRef = number | string;

export interface NewPerson extends NewUser {
  /** Two-step verification, for those who will sign in through a client. */
  readonly password?: string;
  readonly passwordHint?: string;
}

/** What a person may be seen doing, by the API's names. */
const ACTIONS = {
  typing: 'sendMessageTypingAction',
  cancel: 'sendMessageCancelAction',
  recording: 'sendMessageRecordAudioAction',
  uploading: 'sendMessageUploadPhotoAction',
} as const;

export type ShownAction = keyof typeof ACTIONS;

/**
 * Everyone who lives in the sandbox. A person needs no connection: what they do happens in the world directly,
 * as if a client of theirs had called. The same user may sign in through a real client at any time.
 */
export class People {
  constructor(private readonly world: World) {}

  async create(draft: NewPerson): Promise<User> {
    const { password, passwordHint, ...user } = draft;
    const phone = draft.phone?.replace(/[^0-9]/g, '');
    // Hashed before anything is written: a person exists with the password or not at all.
    const record = password === undefined ? null : await makePasswordRecord(password, passwordHint ?? '');
    const made = this.world.users.create(
      { ...user, ...(phone === undefined ? {} : { phone }) },
      this.world.clock.now(),
    );
    return record === null ? made : this.world.users.change(made.id, { password: record });
  }

  find(ref: UserRef): User | undefined {
    const { users } = this.world;
    if (typeof ref === 'number') return users.get(ref);
    if (ref.startsWith('@')) return users.withUsername(ref.slice(1));
    if (ref.startsWith('+')) return users.withPhone(ref.replace(/[^0-9]/g, ''));
    return /^[0-9]+$/.test(ref) ? users.get(Number(ref)) : undefined;
  }

  person(ref: UserRef): Person {
    const user = this.find(ref);
    if (user === undefined) throw new Error(`nobody in the sandbox is called ${ref}`);
    return new Person(this.world, user.id);
  }
}

const AUDIENCES = { everyone: 'AllowAll', contacts: 'AllowContacts', nobody: 'DisallowAll' } as const;

export type Audience = keyof typeof AUDIENCES;

export interface PrivacyWishes {
  readonly foundByPhone?: Audience;
  readonly showsNumber?: Audience;
  readonly writesFirst?: WritesFirst;
  readonly sendsVoice?: Audience;
}

/** Message ids are the person's own. Refusals are values, named as Telegram names the error. */
export class Person {
  constructor(
    readonly world: World,
    readonly id: number,
  ) {}

  say(to: number, text: string, options: { replyTo?: number } = {}): PostOutcome {
    return postMessage(this.world, { user: this.id }, { to, text, ...options });
  }

  /**
   * Anything a message can be, by the API's names: with media, as a service message, or marked as automatic, forwarded,
   * timed (see `MessageMarks`).
   */
  post(to: number, draft: Omit<MessageDraft, 'to' | 'text'> & { readonly text?: string }): PostOutcome {
    return postMessage(this.world, { user: this.id }, { text: '', ...draft, to });
  }

  /** Sends a file, as an app would after it was put up. */
  sendFile(to: number, wish: FileWish): Promise<PostOutcome> {
    return sendFile(this.world, this.id, to, wish);
  }

  edit(id: number, text: string): EditOutcome {
    return editMessage(this.world, { user: this.id }, { id, text });
  }

  /** For both sides unless told otherwise. Returns how many of the person's copies went. */
  delete(ids: readonly number[], revoke = true): number {
    return deleteMessages(this.world, { user: this.id }, ids, revoke).count;
  }

  /** Clears the whole chat, for both sides unless told otherwise. */
  clear(peer: number, revoke = true): number {
    return deleteHistory(this.world, { user: this.id }, { peer, maxId: 0, revoke, justClear: false }).count;
  }

  /** Reads what the peer wrote, up to a message or to the end. Returns false when there was nothing new. */
  read(peer: number, upTo = 0): boolean {
    return readHistory(this.world, { user: this.id }, peer, upTo).count > 0;
  }

  show(peer: number, action: ShownAction = 'typing'): TypingOutcome {
    return setTyping(this.world, { user: this.id }, peer, ACTIONS[action]);
  }

  /** An empty list takes the reaction back. */
  react(id: number, emojis: readonly string[]): ReactOutcome {
    return react(this.world, { user: this.id }, id, emojis);
  }

  block(peer: number): boolean {
    return setBlocked(this.world, { user: this.id }, peer, true);
  }

  unblock(peer: number): boolean {
    return setBlocked(this.world, { user: this.id }, peer, false);
  }

  /** Puts the peer among this person's contacts: from then on it counts as known to them. */
  saveContact(peer: number, firstName?: string, lastName = ''): void {
    const { firstName: own } = this.world.users.must(peer);
    this.world.circles.addContact(this.id, peer, firstName ?? own, lastName);
  }

  /** False when it was none. */
  removeContact(peer: number): boolean {
    return this.world.circles.removeContact(this.id, peer);
  }

  /** Null: none. A name somebody else has is refused, or taken from them with `takeOver`. */
  changeUsername(username: string | null, takeOver = false): ProfileOutcome {
    return changeProfile(this.world, this.id, { username }, takeOver);
  }

  /** Who finds this person by number, and who may write to them first. */
  setPrivacy(wishes: PrivacyWishes): void {
    const { privacy } = this.world;
    for (const [key, audience] of [
      [ADDED_BY_PHONE, wishes.foundByPhone],
      [PHONE_NUMBER, wishes.showsNumber],
      [VOICE_MESSAGES, wishes.sendsVoice],
    ] as const) {
      if (audience !== undefined) privacy.setRules(this.id, key, [{ kind: AUDIENCES[audience] }]);
    }
    if (wishes.writesFirst !== undefined) privacy.setWritesFirst(this.id, wishes.writesFirst);
  }

  /** For good: the chats stay with the others, who see a deleted account. */
  deleteAccount(): void {
    setCondition(this.world, this.id, { condition: 'deleted' });
  }

  online(): void {
    setOnline(this.world, this.id, true);
  }

  offline(): void {
    setOnline(this.world, this.id, false);
  }

  /** The newest message of the chat that this person wrote, or that the peer wrote. */
  latest(peer: number, by: 'me' | 'them'): MessageView | undefined {
    return this.world.messages.page(
      'k.owner = @owner AND k.peer = @peer AND k.out = @out',
      { owner: this.id, peer, out: by === 'me' ? 1 : 0 },
      1,
    )[0];
  }

  /** The chat as it stands on this person's screen, oldest first. */
  screen(peer: number, limit = 100): MessageView[] {
    return this.world.messages
      .page('k.owner = @owner AND k.peer = @peer', { owner: this.id, peer }, limit)
      .reverse();
  }

  /** What stands in the input field of the chat, on every device of this person; null where it is empty. */
  draft(peer: number): string | null {
    const draft = this.world.dialogs.find(this.id, peer)?.draft ?? null;
    if (draft === null) return null;
    const { message } = tlFromJson(draft) as TlObject;
    return typeof message === 'string' ? message : null;
  }
}
