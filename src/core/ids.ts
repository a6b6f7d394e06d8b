/**
 * Distinct types for distinct ids, so that a message id can never stand where a peer id is meant.
 * All are text: Telegram's ids are 64-bit and JavaScript's numbers are not.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** The operator's name for an account: the file name in `accounts/` without its ending. */
export type AccountId = Id<'AccountId'>;
/** A chat partner as the channel names it (on Telegram the user id, the same seen from every account). */
export type PeerId = Id<'PeerId'>;
/** A character's name: its file name in `characters/` without its ending. */
export type CharacterId = Id<'CharacterId'>;
/**
 * The human, across all accounts: our own id, made once of the name they were first met under, such as `telegram:1234`.
 * What services call them now is looked up (store/person).
 */
export type PersonId = Id<'PersonId'>;
/** The relationship of one character with one person. */
export type ConversationId = Id<'ConversationId'>;
/** One decision to speak or stay silent. */
export type TurnId = Id<'TurnId'>;
/** One outgoing bubble on its way. */
export type OutboxId = Id<'OutboxId'>;
/** A message as the channel names it, unique within its chat: opaque text, decimal on Telegram (message-order.ts). */
export type RemoteMessageId = Id<'RemoteMessageId'>;
/** Our own name of a send, such that Telegram's `random_id` can be it: a signed 64-bit integer as decimal text. */
export type SendId = Id<'SendId'>;

export const accountId = (text: string): AccountId => text as AccountId;
export const peerId = (text: string): PeerId => text as PeerId;
export const characterId = (text: string): CharacterId => text as CharacterId;
export const conversationId = (text: string): ConversationId => text as ConversationId;
export const turnId = (text: string): TurnId => text as TurnId;
export const outboxId = (text: string): OutboxId => text as OutboxId;
export const remoteMessageId = (text: string): RemoteMessageId => text as RemoteMessageId;
export const sendId = (text: string): SendId => text as SendId;
export const personId = (family: string, name: string): PersonId => `${family}:${name}` as PersonId;
