import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PersonId, RemoteMessageId } from '../../core/ids.js';
import type { ConsentState } from '../account/account-schema.js';
import type { Consent } from '../duty/consent-store.js';
import { isDisclosed } from '../duty/disclosure-record.js';
import type { Care } from '../duty/duty-store.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { specialCategories } from '../memory/memory-schema.js';
import type { MemoryListing } from '../memory/rights-store.js';
import { noPast, type CondensedPast } from '../memory/past-store.js';
import { mostOpen, type OpenThread, type Relationship } from '../memory/relationship-store.js';
import { openStates } from '../turn/open-states.js';
import type { LinkState } from '../person/person-schema.js';
import { toKnock, type Knock } from './admission-store.js';
import type { ConversationState } from './conversation-reader.js';
import type { ChatStanding } from './takeover-store.js';

/** Everything that is kept once for a conversation and that a turn may ask for, read in one statement. */
export interface ConversationRecord {
  readonly state: ConversationState;
  /** What decides whether they may talk with the character. */
  readonly knock: Knock;
  /** Who writes here, and how fast. */
  readonly standing: ChatStanding;
  readonly past: CondensedPast;
  /** How the two stand; null before their first session is over. */
  readonly relationship: Relationship | null;
  readonly care: Care;
  /** The person said to be under eighteen, and nobody has unlocked them. */
  readonly isLocked: boolean;
  /** What the person was shown or asked last about what is remembered. */
  readonly listing: MemoryListing | null;
  /** What the person was asked or has said about consent, by what it is about. */
  readonly consents: ReadonlyMap<string, Consent>;
  /** When the person last heard that this is an AI, and when last that a break is fine; null where never. */
  readonly told: { readonly ai: Milliseconds | null; readonly rest: Milliseconds | null };
  /** Something is remembered, held back or not. */
  readonly hasMemories: boolean;
  /** Something it meant to say by itself may be said in passing until then; null where nothing is. */
  readonly foldsUntil: Milliseconds | null;
  /** The scribe left something out because it is of a special kind. */
  readonly leftOutSpecial: boolean;
  /** Messages the person has written, counted no further than `mostCounted`. */
  readonly written: number;
  /** Something that was answered was edited since. */
  readonly hasUnreadEdits: boolean;
  /** How it stands with joining this talk and another of the same person; null where nobody asked for it. */
  readonly link: LinkStanding | null;
}

export interface LinkStanding {
  readonly row: number;
  readonly state: Exclude<LinkState, 'ended'>;
  /** The code was written here. */
  readonly isJoiner: boolean;
  readonly other: ConversationId;
  readonly otherPerson: PersonId;
  readonly changedAt: Milliseconds;
}

/** Longer than that a person has not written before they are asked what may be kept. */
export const mostCounted = 24;

/** A row of `consents` as JSON has it. */
interface ConsentJson {
  readonly purpose: string;
  readonly state: ConsentState;
  readonly askedAt: Milliseconds;
  readonly question: string | null;
  readonly reason: string | null;
  readonly remoteId: RemoteMessageId | null;
  readonly account: AccountId | null;
}

/** The scribe met something of a special category and did not keep it, because nobody agreed to it. */
const specialOutcomes = specialCategories.map((category) => `dropped-${category}`);

const recordOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('conversation')
    .innerJoin('person', 'person.person_id', 'conversation.person_id')
    .leftJoin('thread', (join) =>
      join
        .onRef('thread.account_id', '=', 'conversation.home_account_id')
        .onRef('thread.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('person_lock', (join) =>
      join
        .onRef('person_lock.person_id', '=', 'conversation.person_id')
        .on('person_lock.unlocked_at', 'is', null),
    )
    .leftJoin('peer', (join) =>
      join
        .onRef('peer.account_id', '=', 'conversation.home_account_id')
        .onRef('peer.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('admission', 'admission.conversation_id', 'conversation.conversation_id')
    .leftJoin('chat_mode', 'chat_mode.conversation_id', 'conversation.conversation_id')
    .leftJoin('condensed_past', 'condensed_past.conversation_id', 'conversation.conversation_id')
    .leftJoin('relationship', 'relationship.conversation_id', 'conversation.conversation_id')
    .leftJoin('care', 'care.conversation_id', 'conversation.conversation_id')
    .leftJoin('memory_listing', 'memory_listing.conversation_id', 'conversation.conversation_id')
    .where('conversation.conversation_id', '=', bind('conversation'))
    .select([
      'conversation.character_id',
      'conversation.person_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
      'conversation.revision',
      'conversation.disclosed_at',
      'conversation.disclosure_version',
      'conversation.lorebook_state',
      'conversation.created_at',
      'person.name',
      'person.language',
      'thread.conversation_id as thread',
      'peer.name as peer_name',
      'peer.username',
      'peer.is_contact',
      'admission.state as admission_state',
      'admission.reason as admission_reason',
      'admission.decided_by',
      'person_lock.person_id as locked',
      'chat_mode.mode',
      'chat_mode.mode_since',
      'chat_mode.paused_until',
      'chat_mode.paused_by',
      'chat_mode.pace',
      'condensed_past.past',
      'condensed_past.past_to_row',
      'condensed_past.standing',
      'condensed_past.standing_to_row',
      'relationship.stage',
      'relationship.closeness',
      'relationship.warmth',
      'relationship.tension',
      'relationship.sessions',
      'relationship.session_to_row',
      'relationship.updated_at',
      'care.crisis_tier',
      'care.crisis_until',
      'care.card_at',
      'care.stopped_at',
      'memory_listing.asks',
      'memory_listing.memories',
      'memory_listing.shown_at',
    ])
    // In the same statement, so that a bubble that is settled in between is seen in one of the two places.
    .select((select) => [
      select
        .selectFrom('outbox')
        .select((outbox) => outbox.fn.countAll<number>().as('open'))
        .whereRef('outbox.conversation_id', '=', 'conversation.conversation_id')
        .where('outbox.state', 'in', openStates)
        .as('open'),
      select
        .selectFrom('outbox')
        .select((outbox) => outbox.fn.count<number>('outbox.discloses').as('disclosing'))
        .whereRef('outbox.conversation_id', '=', 'conversation.conversation_id')
        .where('outbox.state', 'in', openStates)
        .as('disclosing'),
      sql<
        string | null
      >`(select json_group_array(json_object('row', thread_row, 'text', text, 'messageRow', message_row,
        'openedAt', opened_at)) from (select * from open_thread where open_thread.conversation_id =
        conversation.conversation_id and closed_at is null order by thread_row desc limit ${sql.lit(mostOpen)}))`.as(
        'threads',
      ),
      sql<
        string | null
      >`(select json_group_array(json_object('purpose', consent.purpose, 'state', consent.state, 'askedAt',
        consent.asked_at, 'question', outbox.state, 'reason', outbox.reason, 'remoteId', outbox.remote_id, 'account',
        outbox.account_id)) from consent left join outbox on outbox.outbox_id = consent.outbox_id
        where consent.conversation_id = conversation.conversation_id)`.as('consents'),
      sql<Milliseconds | null>`(select max(at) from duty_evidence where duty_evidence.conversation_id =
        conversation.conversation_id and kind in ('disclosure', 'reminder', 'break'))`.as('told_ai'),
      sql<Milliseconds | null>`(select max(at) from duty_evidence where duty_evidence.conversation_id =
        conversation.conversation_id and kind = 'break')`.as('told_rest'),
      sql<number>`exists (select 1 from memory where memory.conversation_id =
        conversation.conversation_id)`.as('has_memories'),
      sql<Milliseconds | null>`(select max(folds_until) from plan where plan.conversation_id =
        conversation.conversation_id and state = 'ended' and folds_until is not null)`.as('folds_until'),
      sql<number>`exists (select 1 from scribe_count where scribe_count.conversation_id =
        conversation.conversation_id and outcome in (${sql.join(specialOutcomes.map((one) => sql.lit(one)))}))`.as(
        'left_out_special',
      ),
      sql<number>`exists (select 1 from message where message.conversation_id =
        conversation.conversation_id and unread_edit is not null)`.as('has_unread_edits'),
      sql<
        string | null
      >`(select json_object('row', link_row, 'state', link.state, 'isJoiner', json(iif(joiner_id =
        conversation.conversation_id, 'true', 'false')), 'other', other.conversation_id, 'otherPerson', other.person_id,
        'changedAt', changed_at) from link join conversation as other on other.conversation_id = iif(joiner_id =
        conversation.conversation_id, inviter_id, joiner_id) where link_row in (select link_row from link where
        inviter_id = conversation.conversation_id and state <> 'ended' union all select link_row from link where
        joiner_id = conversation.conversation_id and state <> 'ended') order by link_row desc limit 1)`.as(
        'link',
      ),
      sql<number>`(select count(*) from (select 1 from message where message.conversation_id =
        conversation.conversation_id and direction = 'incoming' limit ${sql.lit(mostCounted)}))`.as(
        'written',
      ),
    ]),
);

/** Null where there is no such conversation. */
export async function readConversationRecord(
  read: Reader,
  conversation: ConversationId,
): Promise<ConversationRecord | null> {
  const row = await read.first(recordOf, { conversation });
  if (!row) return null;
  const hasPast = row.past !== null && row.standing !== null;
  return {
    state: {
      conversation,
      character: row.character_id,
      person: row.person_id,
      personName: row.name,
      language: row.language,
      account: row.home_account_id,
      peer: row.home_peer_id,
      revision: row.revision,
      disclosed: isDisclosed(row) || (row.disclosing ?? 0) > 0,
      isReachable: row.thread !== null,
      sending: (row.open ?? 0) > 0,
      lorebookState: row.lorebook_state,
      createdAt: row.created_at,
    },
    knock: toKnock(conversation, row),
    standing: {
      mode: row.mode ?? 'auto',
      modeSince: row.mode_since,
      pausedUntil: row.paused_until,
      pausedBy: row.paused_by,
      pace: row.pace,
    },
    past: hasPast
      ? {
          past: row.past ?? '',
          pastToRow: row.past_to_row ?? 0,
          standing: row.standing ?? '',
          standingToRow: row.standing_to_row ?? 0,
        }
      : noPast,
    relationship:
      row.stage === null
        ? null
        : {
            stage: row.stage,
            closeness: row.closeness ?? 0,
            warmth: row.warmth ?? 0,
            tension: row.tension ?? 0,
            sessions: row.sessions ?? 0,
            sessionToRow: row.session_to_row ?? 0,
            openThreads: JSON.parse(row.threads ?? '[]') as OpenThread[],
            updatedAt: row.updated_at ?? 0,
          },
    care: {
      crisisTier: row.crisis_tier,
      crisisUntil: row.crisis_until,
      cardAt: row.card_at,
      stoppedAt: row.stopped_at,
    },
    isLocked: row.locked !== null,
    listing:
      row.memories === null
        ? null
        : { asks: row.asks, memories: JSON.parse(row.memories) as number[], shownAt: row.shown_at ?? 0 },
    consents: consentsIn(row.consents ?? '[]'),
    told: { ai: row.told_ai, rest: row.told_rest },
    hasMemories: row.has_memories === 1,
    foldsUntil: row.folds_until,
    leftOutSpecial: row.left_out_special === 1,
    written: row.written,
    hasUnreadEdits: row.has_unread_edits === 1,
    link: row.link === null ? null : (JSON.parse(row.link) as LinkStanding),
  };
}

function consentsIn(json: string): ReadonlyMap<string, Consent> {
  return new Map(
    (JSON.parse(json) as ConsentJson[]).map(
      ({ purpose, state, askedAt, question, reason, remoteId, account }) => [
        purpose,
        {
          state,
          askedAt,
          question:
            question === null || account === null ? null : { state: question, reason, remoteId, account },
        },
      ],
    ),
  );
}
