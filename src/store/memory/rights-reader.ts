import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** Something the person was asked, and what they answered. */
export interface Agreement {
  readonly purpose: string;
  readonly state: string;
  readonly wordingVersion: string;
  readonly askedAt: Milliseconds;
  readonly answeredAt: Milliseconds | null;
}

/** Every summary of the talk that is kept, the oldest first; days as the character's calendar has them. */
export async function readSummaries(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly { readonly from: string; readonly to: string; readonly text: string }[]> {
  const notes = await read
    .selectFrom('past_note')
    .select(['first_day as from', 'last_day as to', 'text'])
    .where('conversation_id', '=', conversation)
    .where('text', '!=', '')
    .orderBy('first_row')
    .execute();
  const condensed = await read
    .selectFrom('condensed_past')
    .select('standing')
    .where('conversation_id', '=', conversation)
    .where('standing', '!=', '')
    .execute();
  return [...notes, ...condensed.map(({ standing }) => ({ from: '', to: '', text: standing }))];
}

/** When the person was told that this is an AI, and what they were asked and answered. */
export async function readAgreements(
  read: Reader,
  conversation: ConversationId,
): Promise<{
  readonly disclosed: { readonly at: Milliseconds; readonly version: string | null } | null;
  readonly agreements: readonly Agreement[];
}> {
  const row = await read
    .selectFrom('conversation')
    .select(['disclosed_at', 'disclosure_version'])
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  const consents = await read
    .selectFrom('consent')
    .select(['purpose', 'state', 'wording_version', 'asked_at', 'answered_at'])
    .where('conversation_id', '=', conversation)
    .orderBy('asked_at')
    .execute();
  return {
    disclosed: row?.disclosed_at ? { at: row.disclosed_at, version: row.disclosure_version } : null,
    agreements: consents.map((consent) => ({
      purpose: consent.purpose,
      state: consent.state,
      wordingVersion: consent.wording_version,
      askedAt: consent.asked_at,
      answeredAt: consent.answered_at,
    })),
  };
}

/** A message as the person's export shows it. */
export interface TalkLine {
  readonly at: Milliseconds;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
}

/** The whole talk of a conversation, the oldest first, without what was deleted. */
export async function readTalk(read: Reader, conversation: ConversationId): Promise<readonly TalkLine[]> {
  return read
    .selectFrom('message')
    .select(['sent_at as at', 'author', 'text'])
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null)
    .orderBy('message_row')
    .execute();
}
