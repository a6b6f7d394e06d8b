import { copyFileSync, existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../store/engine/database.js';
import type { Bed } from '../bed.js';
import type { Dice } from '../../lib/dice.js';
import { settled } from '../quiescence.js';
import { Tally, withBed, type FaultRow } from '../row.js';
import { viewStore, type StoreView } from '../store-view.js';
import type { RunningProgram } from '../program.js';

/** Cuts tried on one snapshot. */
const cutsPerSnapshot = 25;

/** What a power cut leaves: a log whose end never reached the disk, or reached it as noise. */
export const tornLogs: FaultRow = {
  fault: 'F18',
  title: 'the tail of the write-ahead log torn off or turned into noise',
  option: 'torn-logs',
  usual: 25,
  run: (parts) => {
    const tally = new Tally();
    const folder = mkdtempSync(join(tmpdir(), 'kindred-torn-'));
    return withBed(parts, { people: 12 }, async (bed) => {
      const program = bed.launch();
      await program.ready;
      let runs = 0;
      for (let snapshots = 0; runs < parts.runs && !tally.failed; snapshots += 1) {
        const dice = parts.dice.fork(snapshots);
        const writing = bed.crowd.burst(10, 600);
        await bed.clock.sleep(dice.between(50, 700));
        const whole = snapshot(bed, program, join(folder, 'whole.db'));
        await writing;
        const full = viewCopy(whole, join(folder, 'full.db'));
        everySendKnown(full.view, full.visible, tally);
        for (let cut = 0; cut < cutsPerSnapshot && runs < parts.runs; cut += 1, runs += 1) {
          const torn = join(folder, 'torn.db');
          copy(whole.file, torn);
          tear(`${torn}-wal`, dice);
          await openDatabase(torn).close();
          isPrefix(viewStore(torn), full.view, tally, `snapshot ${snapshots}, cut ${cut}`);
        }
      }
      tally.judge(bed, await settled(bed, program, 60_000), 'the program itself');
      await program.kill();
      return tally.outcome(runs);
    }).finally(() => rmSync(folder, { recursive: true, force: true }));
  },
};

interface Snapshot {
  readonly file: string;
  /** Random ids of the account's messages that people saw when it was taken. */
  readonly visible: readonly string[];
}

/** Both files of one moment: the program stands still while they are copied. */
function snapshot(bed: Bed, program: RunningProgram, file: string): Snapshot {
  program.freeze();
  try {
    const visible = bed.telegram.world.journal
      .read({ user: bed.account, kinds: ['message'] })
      .flatMap((fact) => (fact.actor === bed.account && fact.randomId !== undefined ? [fact.randomId] : []));
    copy(bed.databaseFile, file);
    return { file, visible };
  } finally {
    program.thaw();
  }
}

function viewCopy({ file, visible }: Snapshot, to: string) {
  copy(file, to);
  return { view: viewStore(to), visible };
}

function copy(from: string, to: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${to}${ending}`, { force: true });
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

function tear(log: string, dice: Dice): void {
  if (!existsSync(log)) return;
  const { size } = statSync(log);
  const at = dice.between(0, size);
  if (dice.isLuckyIn(0.5)) {
    truncateSync(log, at);
    return;
  }
  const noise = Buffer.from(Array.from({ length: Math.min(size - at, 3_000) }, () => dice.between(0, 255)));
  const handle = openSync(log, 'r+');
  writeSync(handle, noise, 0, noise.length, at);
  closeSync(handle);
}

/** What a person saw was on the disk before it was sent. */
function everySendKnown({ bubbles }: StoreView, visible: readonly string[], tally: Tally): void {
  const known = new Set(bubbles.filter(({ state }) => state !== 'queued').map(({ sendId }) => sendId));
  for (const id of visible) {
    if (!known.has(id))
      tally.add({ harm: 'lost', oracle: 'O3', what: `send ${id} was seen before its claim` });
  }
}

/** Nothing but a former state of the whole: the same rows, without the last ones. */
function isPrefix(torn: StoreView, full: StoreView, tally: Tally, context: string): void {
  for (const what of torn.damage) tally.add({ harm: 'corrupt', oracle: 'O5', what: `${context}: ${what}` });
  const bubblesMatch = torn.bubbles.every(({ sendId, text }, at) => {
    const same = full.bubbles[at];
    return same?.sendId === sendId && same.text === text;
  });
  const messagesMatch = torn.messages.every(({ row, remoteId }, at) => {
    const same = full.messages[at];
    return same?.row === row && same.remoteId === remoteId;
  });
  const turns = new Set(full.turns.map(({ turn }) => turn));
  const turnsMatch = torn.turns.every(({ turn }) => turns.has(turn));
  if (!bubblesMatch || !messagesMatch || !turnsMatch) {
    tally.add({ harm: 'corrupt', oracle: 'O5', what: `${context}: not a former state of the store` });
  }
}
