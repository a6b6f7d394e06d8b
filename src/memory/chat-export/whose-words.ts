import { senderKey, type ChatSurvey, type SenderCount } from './survey.js';
import type { Sender } from './read-message.js';

/** Who wrote in the chat that is taken over. */
export interface ChatSides {
  /** The user id of the person. */
  readonly person: string;
  /** Whether the export was made by the account itself, as it is signed in now: then message numbers are its own. */
  readonly isOwn: boolean;
  /** Whose words these are; null for somebody else's, such as a channel's. */
  sideOf(sender: Sender): 'person' | 'other' | null;
}

export interface SidesInput {
  readonly survey: ChatSurvey;
  /** The account's own user id, once it was online. */
  readonly account: string | null;
  /** The user id of whoever exported it, where the export says so. */
  readonly exporter: string | null;
  /** Who exported it, where the operator says so. */
  readonly madeBy: 'account' | 'person' | undefined;
}

/** Null where the export does not say whose chat it is. */
export function sidesOf({ survey, account, exporter, madeBy }: SidesInput): ChatSides | null {
  const senders = [...survey.senders]
    .map(([key, one]) => ({ key, ...one }))
    .sort((a, b) => b.count - a.count);
  const partner = partnerIn(survey, senders);
  const byPerson = madeBy === 'person' || (madeBy === undefined && account !== null && partner === account);
  if (byPerson) {
    // The chat is named after the account: the person is whoever else wrote.
    const own = partner ?? account;
    const person =
      exporter ?? senders.find(({ sender }) => sender.id !== null && sender.id !== own)?.sender.id;
    return person == null ? null : sides(person, own, senders, survey, false);
  }
  const person =
    partner ?? senders.find(({ sender }) => sender.id !== null && sender.id !== account)?.sender.id;
  if (person == null) return null;
  const isThere = (id: string | null): boolean =>
    id !== null && senders.some(({ sender }) => sender.id === id);
  const other = [account, exporter].find((id) => id !== person && isThere(id)) ?? null;
  return sides(person, other, senders, survey, partner !== null && account !== null && isThere(account));
}

/** The chat's own id; as it is, or without the mark of a user that exports had until 2021. */
function partnerIn({ chat }: ChatSurvey, senders: readonly SenderCount[]): string | null {
  if (chat.id === null || !/^\d+$/u.test(chat.id)) return null;
  const shifted = String(Number(chat.id) % 2 ** 32);
  const wrote = (id: string): boolean => senders.some(({ sender }) => sender.id === id);
  return !wrote(chat.id) && Number(chat.id) >= 2 ** 32 && wrote(shifted) ? shifted : chat.id;
}

function sides(
  person: string,
  known: string | null,
  senders: readonly (SenderCount & { readonly key: string })[],
  { chat }: ChatSurvey,
  isOwn: boolean,
): ChatSides {
  const hasPerson = senders.some(({ sender }) => sender.id === person);
  const isPerson = (sender: Sender): boolean =>
    sender.id === person ||
    (!hasPerson && sender.id === null && sender.name !== null && sender.name === chat.name);
  // Two talk in a private chat: of those who are not the person, the one who wrote most.
  const most = senders.find(({ sender }) => !isPerson(sender));
  const other = known ?? most?.key ?? null;
  return {
    person,
    isOwn,
    sideOf: (sender) => (isPerson(sender) ? 'person' : senderKey(sender) === other ? 'other' : null),
  };
}
