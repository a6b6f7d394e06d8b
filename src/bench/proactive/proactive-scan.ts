import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Clock } from '../../core/clock.js';
import { openDatabase } from '../../store/engine/database.js';
import { readConversationsDue } from '../../store/plan/plan-reader.js';

export interface ScanResult {
  readonly conversations: number;
  readonly due: number;
  /** Median and slowest of the looks, in milliseconds. */
  readonly scanMs: number;
  readonly slowestMs: number;
}

const looks = 25;

/** What a tick costs among many idle conversations, each with a plan for some other day. */
export async function proactiveScan(conversations: number, due: number, clock: Clock): Promise<ScanResult> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-scan-'));
  const database = openDatabase(join(folder, 'kindred.db'));
  const now = Date.UTC(2026, 5, 1);
  try {
    await database.write(async ({ db }) => {
      await sql`insert into person (person_id, created_at) values ('telegram:1', 0)`.execute(db);
      await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${conversations})
        insert into conversation (conversation_id, character_id, person_id, home_account_id, home_peer_id, created_at)
        select 'c' || i || '/telegram:1', 'c' || i, 'telegram:1', 'a', i, 0 from n`.execute(db);
      await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${conversations})
        insert into plan (conversation_id, kind, plan_key, source, due_at, look_at, state, created_at)
        select 'c' || i || '/telegram:1', 'share', 'k', 'about:0', ${now}, case when i % ${Math.floor(conversations / due)} = 0
          then ${now} - i else ${now} + i * 1000 end, 'planned', 0 from n`.execute(db);
    });
    const times: number[] = [];
    let found = 0;
    for (let look = 0; look < looks; look += 1) {
      const before = clock.steady();
      found = (await readConversationsDue(database.read, now, 100)).length;
      times.push(clock.steady() - before);
    }
    times.sort((a, b) => a - b);
    const rounded = (ms: number): number => Math.round(ms * 100) / 100;
    return {
      conversations,
      due: found,
      scanMs: rounded(times[Math.floor(looks / 2)] ?? 0),
      slowestMs: rounded(times.at(-1) ?? 0),
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
