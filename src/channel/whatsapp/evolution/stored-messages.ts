import type { Milliseconds } from '../../../core/clock.js';
import { isRecord, numberIn, recordIn, recordsIn, type Json } from '../../../lib/json-fields.js';
import type { ChannelResult } from '../../contract.js';
import type { EvolutionClient } from './evolution-client.js';

const pageSize = 100;
/** Behind that much nobody waits for a word-by-word answer any more. */
const mostPages = 20;

/** What the server's database has since a moment, oldest first. It needs DATABASE_SAVE_DATA_NEW_MESSAGE=true. */
export async function storedSince(
  client: EvolutionClient,
  since: Milliseconds,
  now: Milliseconds,
  signal: AbortSignal,
): Promise<ChannelResult<readonly Json[]>> {
  const found: Json[] = [];
  // Asked for in whole, both ends named: with one of them the server takes neither (channel.service.ts, fetchMessages).
  const messageTimestamp = {
    gte: new Date(since).toISOString(),
    lte: new Date(now + 3_600_000).toISOString(),
  };
  for (let page = 1; page <= mostPages; page += 1) {
    const body = { where: { messageTimestamp }, page, offset: pageSize };
    const answer = await client.call('chat/findMessages', { body, signal });
    if (!answer.ok) return answer;
    found.push(...recordsFrom(answer.value));
    const pages =
      numberIn(recordIn(isRecord(answer.value) ? answer.value : {}, 'messages') ?? {}, 'pages') ?? 1;
    if (page >= pages) break;
  }
  return { ok: true, value: found.toReversed() };
}

/** `messages.records`, newest first. */
export function recordsFrom(answer: unknown): readonly Json[] {
  return recordsIn(recordIn(isRecord(answer) ? answer : {}, 'messages') ?? {}, 'records');
}
