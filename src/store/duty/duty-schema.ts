import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, OutboxId, PersonId } from '../../core/ids.js';

export interface DutySchema {
  person_lock: PersonLockTable;
  care: CareTable;
  duty_evidence: DutyEvidenceTable;
  duty_count: DutyCountTable;
  retention_progress: RetentionProgressTable;
}

/** A person the program may not serve: kept by person, so that another account or character does not undo it. */
export interface PersonLockTable {
  person_id: PersonId;
  reason: 'under-age';
  locked_at: Milliseconds;
  /** When the operator lifted it; null while it holds. */
  unlocked_at: Milliseconds | null;
}

/** What has to be heeded in a conversation for a while. */
export interface CareTable {
  conversation_id: ConversationId;
  /** The strongest sign of danger and until when the talk stays gentle because of it. */
  crisis_tier: string | null;
  crisis_until: Milliseconds | null;
  /** When the whole card with numbers was last shown. */
  card_at: Milliseconds | null;
  /** The person said stop; over when they write something that is no stop. */
  stopped_at: Milliseconds | null;
}

/** What of our duties reached the person, in which wording and with which bubble. No words of theirs. */
export interface DutyEvidenceTable {
  evidence_row: Generated<number>;
  conversation_id: ConversationId;
  kind: string;
  version: string;
  outbox_id: OutboxId | null;
  at: Milliseconds;
}

/** How far what is kept for a time only was swept. */
export interface RetentionProgressTable {
  kind: string;
  to_row: number;
}

/** How often on a day (UTC), without anybody's identity. */
export interface DutyCountTable {
  day: string;
  kind: string;
  tier: string;
  language: string;
  outcome: string;
  count: number;
}
