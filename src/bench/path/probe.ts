/**
 * Loaded into `kindred run` before anything else (`node --import`), to count what can only be counted inside: statements,
 * units of work, flushed commits, what was allocated, and the longest time the main thread answered to nobody.
 * SIGUSR2 writes what came together since the last one to the file named in this module's address.
 */
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { GCProfiler } from 'node:v8';
import { openSqlite, sqliteDriver, type SqliteConnection, type SqliteStatement } from '../../lib/sqlite.js';
import type { ProbeCount } from './probe-count.js';

/** Finer than the goal (8 ms) by far; the timer itself costs next to nothing. */
const resolutionMs = 1;

const file = new URL(import.meta.url).searchParams.get('to');
const counted = { statements: 0, units: 0, flushed: 0 };
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
let profiler = new GCProfiler();
let heapBefore = process.memoryUsage().heapUsed;

countStatements();
delay.enable();
profiler.start();
process.on('SIGUSR2', () => {
  const heap = process.memoryUsage().heapUsed;
  const count: ProbeCount = {
    ...counted,
    allocatedKb: (heap - heapBefore + collectedBy(profiler)) / 1024,
    longestStallMs: Math.max(0, delay.max / 1e6 - resolutionMs),
  };
  Object.assign(counted, { statements: 0, units: 0, flushed: 0 });
  delay.reset();
  profiler = new GCProfiler();
  profiler.start();
  heapBefore = process.memoryUsage().heapUsed;
  if (file !== null) appendFileSync(file, `${JSON.stringify(count)}\n`);
});

/** What each collection took away, summed: with what is left that is all that was allocated. */
function collectedBy(gc: GCProfiler): number {
  return gc
    .stop()
    .statistics.reduce(
      (sum, { beforeGC, afterGC }) =>
        sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize,
      0,
    );
}

/** Every run of a prepared statement; those that open units of work and commits are told apart by their words. */
function countStatements(): void {
  const statement = Object.getPrototypeOf(openSqlite(':memory:').prepare('select 1')) as SqliteStatement;
  let isFlushing = true;
  // The words of a statement are looked at once: that costs as much as running a short one.
  const kinds = new WeakMap<SqliteStatement, 'unit' | 'commit' | 'bracket' | 'statement'>();
  const kindOf = (one: SqliteStatement) => {
    const known = kinds.get(one);
    if (known !== undefined) return known;
    const { source } = one;
    const kind =
      source === 'savepoint unit'
        ? 'unit'
        : source === 'commit'
          ? 'commit'
          : /^(?:begin|rollback|release)/u.test(source)
            ? 'bracket'
            : 'statement';
    kinds.set(one, kind);
    return kind;
  };
  for (const name of ['run', 'get', 'all'] as const) {
    const original = Reflect.get<SqliteStatement, typeof name>(statement, name);
    Object.assign(statement, {
      [name](this: SqliteStatement, ...values: unknown[]): unknown {
        const kind = kindOf(this);
        if (kind === 'unit') counted.units += 1;
        else if (kind === 'commit') counted.flushed += isFlushing ? 1 : 0;
        else if (kind === 'statement') counted.statements += 1;
        return Reflect.apply(original, this, values);
      },
    });
  }
  const pragma = Reflect.get<SqliteConnection, 'pragma'>(sqliteDriver().prototype, 'pragma');
  Object.assign(sqliteDriver().prototype, {
    pragma(this: SqliteConnection, text: string, options?: { simple?: boolean }): unknown {
      const asked = /^synchronous = (\w+)/u.exec(text)?.[1];
      if (asked !== undefined) isFlushing = asked === 'full';
      return Reflect.apply(pragma, this, [text, options]);
    },
  });
}
