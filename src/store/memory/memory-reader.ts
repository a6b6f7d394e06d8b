import { sql, type Selectable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { MemoryKind, MemoryOrigin, MemoryTable, MemoryTrust, SpecialCategory } from './memory-schema.js';

/** When a plan falls due; with the precision of a day `at` is that day's beginning in `zone`. */
export interface Due {
  readonly at: Milliseconds;
  readonly zone: string;
  readonly precision: 'minute' | 'day';
}

/** Something remembered; memory-schema.ts says what the fields mean. */
export interface Memory {
  readonly row: number;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly subject: string;
  readonly author: 'person' | 'character';
  readonly trust: MemoryTrust;
  readonly quarantine: string | null;
  readonly origin: MemoryOrigin;
  readonly category: SpecialCategory | null;
  readonly confidence: number;
  readonly importance: number;
  readonly emotion: string | null;
  readonly intensity: number | null;
  readonly validFrom: Milliseconds;
  readonly validTo: Milliseconds | null;
  readonly due: Due | null;
  readonly supersededBy: number | null;
  readonly createdAt: Milliseconds;
}

export interface MemoryFilter {
  /** `current`: what holds now. `all`: also what something newer took the place of. */
  readonly which: 'current' | 'all';
  /** Both when left out. What goes into a prompt asks for `self`. */
  readonly trust?: MemoryTrust;
  readonly kinds?: readonly MemoryKind[];
}

/** The memories of one conversation, the oldest first. */
export async function readMemories(
  read: Reader,
  conversation: ConversationId,
  { which, trust, kinds }: MemoryFilter,
): Promise<readonly Memory[]> {
  let query = read.selectFrom('memory').selectAll().where('conversation_id', '=', conversation);
  if (which === 'current') query = query.where('superseded_by', 'is', null);
  if (trust !== undefined) query = query.where('trust', '=', trust);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  return (await query.orderBy('memory_row').execute()).map(toMemory);
}

const memoriesByRow = statement<{ conversation: ConversationId; rows: string }>()(({ db, bind }) =>
  db
    .selectFrom('memory')
    .selectAll()
    .where('conversation_id', '=', bind('conversation'))
    .where('memory_row', 'in', sql<number>`(select value from json_each(${bind('rows')}))`)
    .orderBy('memory_row'),
);

/** Those of the rows that are memories of this conversation, the oldest first. */
export async function readMemoriesByRow(
  read: Reader,
  conversation: ConversationId,
  rows: readonly number[],
): Promise<readonly Memory[]> {
  if (rows.length === 0) return [];
  const found = await read.rows(memoriesByRow, { conversation, rows: JSON.stringify(rows) });
  return found.map(toMemory);
}

/** A message that a memory was learnt from. */
export interface MemorySource {
  readonly messageRow: number;
  readonly author: 'person' | 'character' | 'operator';
  readonly sentAt: Milliseconds;
  readonly text: string;
}

/** The messages each memory was learnt from, oldest first; a memory without any is not in the answer. */
export async function readMemorySources(
  read: Reader,
  conversation: ConversationId,
  memories: readonly number[],
): Promise<ReadonlyMap<number, readonly MemorySource[]>> {
  const sources = new Map<number, MemorySource[]>();
  if (memories.length === 0) return sources;
  const rows = await read
    .selectFrom('memory_source')
    .innerJoin('message', 'message.message_row', 'memory_source.message_row')
    .select([
      'memory_source.memory_row',
      'message.message_row',
      'message.author',
      'message.sent_at',
      'message.text',
    ])
    .where('memory_source.memory_row', 'in', memories)
    .where('memory_source.conversation_id', '=', conversation)
    .where('message.conversation_id', '=', conversation)
    .orderBy('message.message_row')
    .execute();
  for (const { memory_row: memory, message_row: messageRow, author, sent_at: sentAt, text } of rows) {
    sources.set(memory, [...(sources.get(memory) ?? []), { messageRow, author, sentAt, text }]);
  }
  return sources;
}

function toMemory(row: Selectable<MemoryTable>): Memory {
  const { due_at: at, due_zone: zone, due_precision: precision } = row;
  return {
    row: row.memory_row,
    kind: row.kind,
    text: row.text,
    subject: row.subject,
    author: row.author,
    trust: row.trust,
    quarantine: row.quarantine,
    origin: row.origin,
    category: row.category,
    confidence: row.confidence,
    importance: row.importance,
    emotion: row.emotion,
    intensity: row.intensity,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    due: at === null || zone === null || precision === null ? null : { at, zone, precision },
    supersededBy: row.superseded_by,
    createdAt: row.created_at,
  };
}
