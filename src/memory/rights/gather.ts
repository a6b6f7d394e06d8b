import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../../store/engine/database.js';
import {
  readMemories,
  readMemorySources,
  type Memory,
  type MemorySource,
} from '../../store/memory/memory-reader.js';
import { readAgreements, readSummaries, type Agreement } from '../../store/memory/rights-reader.js';

/** Everything made of a conversation; its messages are read apart, because there are many. */
export interface KeptOfPerson {
  /** Also what something newer took the place of. */
  readonly memories: readonly (Memory & { readonly sources: readonly MemorySource[] })[];
  /** In the character's words, oldest first. */
  readonly summaries: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly disclosed: { readonly at: Milliseconds; readonly version: string | null } | null;
  readonly agreements: readonly Agreement[];
}

/** What is kept about the person of one conversation, for the person or for the operator who answers their request. */
export async function gatherKept(read: Reader, conversation: ConversationId): Promise<KeptOfPerson> {
  const memories = await readMemories(read, conversation, { which: 'all' });
  const sources = await readMemorySources(
    read,
    conversation,
    memories.map(({ row }) => row),
  );
  return {
    memories: memories.map((memory) => ({ ...memory, sources: sources.get(memory.row) ?? [] })),
    summaries: await readSummaries(read, conversation),
    ...(await readAgreements(read, conversation)),
  };
}
