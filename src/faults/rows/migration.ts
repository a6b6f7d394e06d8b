import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { openSqlite } from '../../lib/sqlite.js';
import { migrations } from '../../store/migrations/index.js';
import type { Bed } from '../bed.js';
import { runToEnd } from '../program.js';
import { settled } from '../quiescence.js';
import { Tally, withBed, type FaultRow } from '../row.js';
import { damageOf } from '../store-view.js';

const sides = ['before', 'after'] as const;

/** Killed at every step of bringing every older schema up to date; and a newer schema than the program's. */
export const killedMigrations: FaultRow = {
  fault: 'F19',
  title: 'migration killed at each step from each version; newer schema refused',
  option: 'migration-rounds',
  usual: 1,
  run: async (parts) => {
    const tally = new Tally();
    let runs = 0;
    for (let round = 0; round < parts.runs && !tally.failed; round += 1) {
      // A world of its own for each: the store is laid down anew, and the world before would remember more than it.
      await withBed(parts, { people: 3 }, async (bed) => {
        runs += await everyStepFromEveryVersion(bed, tally);
        await lifeGoesOn(bed, tally);
        await newerIsRefused(bed, tally);
        runs += 1;
      });
      parts.progress(`${round + 1} of ${parts.runs} rounds`);
    }
    tally.notes.push(`schema versions 0 to ${migrations.length}`);
    return tally.outcome(runs);
  },
};

async function everyStepFromEveryVersion(bed: Bed, tally: Tally): Promise<number> {
  let runs = 0;
  for (let version = 0; version < migrations.length; version += 1) {
    for (let step = version; step < migrations.length; step += 1) {
      for (const when of sides) {
        layDown(bed.databaseFile, version);
        const program = bed.launch({ orders: [{ do: 'die-at-script', when, nth: step - version + 1 }] });
        const { signal } = await program.ended;
        if (signal !== 'SIGKILL') tally.broken.push(`version ${version}: step ${step} was not reached`);
        inspect(bed.databaseFile, version, step, tally);
        runs += 1;
      }
    }
  }
  return runs;
}

/** An empty store as the program of that version left it. */
function layDown(file: string, version: number): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  if (version === 0) return;
  const db = openSqlite(file);
  db.pragma('journal_mode = WAL');
  for (const { sql } of migrations.slice(0, version)) db.exec(sql);
  // "KIND": how the program marks a file as its own.
  db.pragma(`application_id = ${0x4b494e44}`);
  db.pragma(`user_version = ${version}`);
  db.close();
}

/** A new database has no name before it is complete: then no file is version 0. */
function inspect(file: string, version: number, step: number, tally: Tally): void {
  if (!existsSync(file)) {
    if (version > 0)
      tally.add({ harm: 'lost', oracle: 'O5', what: `the database of version ${version} is gone` });
    return;
  }
  const db = openSqlite(file);
  const left = db.pragma('user_version', { simple: true }) as number;
  const damage = damageOf(db);
  db.close();
  for (const what of damage) tally.add({ harm: 'corrupt', oracle: 'O5', what });
  if (version > 0 && left !== step)
    tally.broken.push(`from version ${version}, killed in step ${step}: stands at ${left}`);
}

async function lifeGoesOn(bed: Bed, tally: Tally): Promise<void> {
  const program = bed.launch();
  await program.ready;
  bed.crowd.crowdIn(2);
  tally.judge(bed, await settled(bed, program, 30_000), 'after the migrations');
  await program.kill();
}

async function newerIsRefused(bed: Bed, tally: Tally): Promise<void> {
  const set = (version: number): number => {
    const db = openSqlite(bed.databaseFile);
    const before = db.pragma('user_version', { simple: true }) as number;
    db.pragma(`user_version = ${version}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return before;
  };
  const hash = (): string => createHash('sha256').update(readFileSync(bed.databaseFile)).digest('hex');
  const version = set(999);
  const before = hash();
  const { code, stderr } = await runToEnd(bed.home, ['run']);
  if (code !== 1 || !stderr.includes('999')) {
    tally.broken.push(`a newer schema ended with ${code} instead of a refusal that names it`);
  }
  if (hash() !== before) {
    tally.add({ harm: 'corrupt', oracle: 'O5', what: 'a newer database was changed by an older program' });
  }
  set(version);
}
