import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recalledLayer } from '../../context/layers/recalled.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { explainRecall, recall } from '../../memory/recall.js';
import type { RecallQuery } from '../../memory/recall-query.js';
import { gatherKept } from '../../memory/rights/gather.js';
import { listMemories } from '../../memory/rights/listing.js';
import { rightsWords } from '../../memory/rights/words.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { writeBackup } from '../../store/engine/backup.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { readMemories, readMemorySources } from '../../store/memory/memory-reader.js';
import { readPast } from '../../store/memory/past-store.js';
import { readTalk } from '../../store/memory/rights-reader.js';
import { filesWith, holdsForeign, type Canary } from './isolation-canary.js';
import { canaryOf, LivesWriter, newLives, type Life } from './isolation-lives.js';
import { dice } from '../../lib/dice.js';

export interface IsolationOptions {
  readonly operations: number;
  readonly seed: number;
  /** A backup after every so many erases. */
  readonly backupEvery: number;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

export interface IsolationResult {
  readonly operations: number;
  /** Recalls, listings, exports, searches and prompt blocks that were looked at, and those with a foreign word. */
  readonly looks: number;
  readonly leaks: number;
  /** Erases, and those after which a raw file of the data folder or a backup still held an erased word. */
  readonly erases: number;
  readonly backups: number;
  readonly leftovers: number;
  readonly seconds: number;
}

const conversations = 50;
const minuteMs: Milliseconds = 60_000;
const start = Date.UTC(2026, 0, 1);

/** How often each thing happens, in thousandths. */
const shares = {
  say: 470,
  edit: 60,
  delete: 40,
  learn: 110,
  forget: 20,
  condense: 20,
  import: 10,
  recall: 150,
  search: 50,
  list: 40,
  export: 27,
  erase: 3,
} as const;
type Happening = keyof typeof shares;

/** Random lives of conversations over one real store; whatever comes out for one is searched for words of the others. */
export async function isolationBench(options: IsolationOptions): Promise<IsolationResult> {
  const { operations, seed, clock, progress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const database = openDatabase(join(folder, 'kindred.db'));
  const startedAt = clock.steady();
  try {
    let now = start;
    const chance = dice(seed);
    const writer = new LivesWriter({ database, chance, now: () => now });
    const lives = newLives(conversations);
    const looks = new Looks(database, writer, () => now);
    const erasing = new Erasing(folder, options.backupEvery);
    for (const life of lives) await writer.say(life);
    for (let done = 0; done < operations; done += 1) {
      now += minuteMs;
      const life = writer.pick(lives);
      if (life === undefined) break;
      const happening = happeningAt(chance.next());
      if (happening === 'erase') {
        const gone = canaryOf(life);
        await writer.erase(life);
        await erasing.look(gone);
      } else if (happening === 'recall' || happening === 'search') {
        await looks.recalled(life, lives, happening);
      } else if (happening === 'list') await looks.listed(life);
      else if (happening === 'export') await looks.exported(life);
      else await writer[happening](life);
      if (done > 0 && done % 10_000 === 0) progress(`${done} operations`);
    }
    return {
      operations,
      looks: looks.all,
      leaks: looks.leaks,
      erases: erasing.erases,
      backups: erasing.backups,
      leftovers: erasing.leftovers,
      seconds: Math.round((clock.steady() - startedAt) / 100) / 10,
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function happeningAt(point: number): Happening {
  let left = point * 1000;
  for (const [happening, share] of Object.entries(shares) as [Happening, number][]) {
    left -= share;
    if (left < 0) return happening;
  }
  return 'say';
}

/** Everything that comes out of the store for one conversation, looked at as text. */
class Looks {
  all = 0;
  leaks = 0;
  private readonly readDays = createDayReader();
  private readonly dayOf = createDayOf();

  constructor(
    private readonly database: Database,
    private readonly writer: LivesWriter,
    private readonly now: () => Milliseconds,
  ) {}

  /** Half of the questions are words of another conversation. */
  async recalled(life: Life, lives: readonly Life[], as: 'recall' | 'search'): Promise<void> {
    const { writer } = this;
    const other = writer.below(2) === 0 ? writer.pick(lives) : undefined;
    const query: RecallQuery = {
      asked: other === undefined ? writer.question() : writer.sentence(other),
      recent: [],
      shown: new Set<number>(),
      names: { person: 'Ann', character: 'Tess' },
      emotion: writer.below(4) === 0 ? 'joy' : null,
      now: this.now(),
      zone: 'UTC',
    };
    const parts = { read: this.database.read, readDays: this.readDays, dayOf: this.dayOf };
    if (as === 'search') this.look(life, JSON.stringify(await explainRecall(parts, life.id, query)));
    else this.look(life, recalledLayer(await recall(parts, life.id, query)));
  }

  async listed(life: Life): Promise<void> {
    const { read } = this.database;
    const memories = await readMemories(read, life.id, { which: 'all' });
    const sources = await readMemorySources(
      read,
      life.id,
      memories.map(({ row }) => row),
    );
    const lines = listMemories(memories, sources, rightsWords('en'), { language: 'en', timeZone: 'UTC' });
    this.look(life, lines.join('\n'));
  }

  async exported(life: Life): Promise<void> {
    const { read } = this.database;
    const whole = [
      await gatherKept(read, life.id),
      await readTalk(read, life.id),
      await readPast(read, life.id),
    ];
    this.look(life, JSON.stringify(whole));
  }

  private look(life: Life, text: string): void {
    this.all += 1;
    if (holdsForeign(text, canaryOf(life))) this.leaks += 1;
  }
}

/** What an erase leaves in the raw files, and in the backups made after it. */
class Erasing {
  erases = 0;
  backups = 0;
  leftovers = 0;
  private readonly gone: Canary[] = [];

  constructor(
    private readonly folder: string,
    private readonly backupEvery: number,
  ) {}

  async look(life: Canary): Promise<void> {
    this.erases += 1;
    this.gone.push(life);
    const database = join(this.folder, 'kindred.db');
    const files = ['', '-wal', '-shm'].map((end) => `${database}${end}`).filter((file) => existsSync(file));
    let found = filesWith(files, this.gone);
    if (this.erases % this.backupEvery === 0) {
      const backup = join(this.folder, `backup-${this.erases}.db`);
      await writeBackup(database, backup);
      this.backups += 1;
      found = [...found, ...filesWith([backup], this.gone)];
      rmSync(backup);
    }
    if (found.length > 0) this.leftovers += 1;
  }
}
