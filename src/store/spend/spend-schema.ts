import type { ConversationId } from '../../core/ids.js';

export interface SpendSchema {
  spend: SpendTable;
}

/** What one model cost for one conversation on one day, in one role. */
export interface SpendTable {
  /** UTC, such as 2026-11-22. */
  day: string;
  conversation_id: ConversationId;
  role: string;
  provider: string;
  model: string;
  calls: number;
  /** Calls of a model whose price nobody named: counted, and nothing in `micro_usd`. */
  unpriced_calls: number;
  /** Tokens; `input` without what was read from or written to the cache. */
  input: number;
  output: number;
  cache_read: number;
  cache_write: number;
  /** Millionths of a US dollar. */
  micro_usd: number;
}
