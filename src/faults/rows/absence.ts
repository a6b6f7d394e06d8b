import type { Milliseconds } from '../../core/clock.js';
import type { WorldLimits } from '../../sandbox/telegram/world/world.js';
import type { Bed } from '../bed.js';
import { tagsIn } from '../crowd.js';
import type { Dice } from '../../lib/dice.js';
import { settled } from '../quiescence.js';
import { Tally, withBed, type FaultRow } from '../row.js';

const monthMs: Milliseconds = 30 * 24 * 3_600_000;

/** How the server tells what was missed, and how long the program thinks it was away. */
const absences: readonly [Absence, ...Absence[]] = [
  { name: 'too long', limits: { differenceTotal: 10 }, awayMs: 0 },
  { name: 'one difference', limits: {}, awayMs: 0 },
  { name: 'slices', limits: { differenceSlice: 7 }, awayMs: 0 },
  { name: 'a month', limits: { differenceTotal: 10 }, awayMs: monthMs },
];

interface Absence {
  readonly name: string;
  readonly limits: Partial<WorldLimits>;
  readonly awayMs: Milliseconds;
}

/** Away while people write, edit and delete; every run on a bed of its own. */
export const longAbsences: FaultRow = {
  fault: 'F8',
  title: 'offline: difference, slices, too long, a month; edited and deleted meanwhile',
  option: 'absences',
  usual: 4,
  run: async (parts) => {
    const tally = new Tally();
    let runs = 0;
    for (; runs < parts.runs && !tally.failed; runs += 1) {
      const absence = absences[runs % absences.length] ?? absences[0];
      const dice = parts.dice.fork(runs);
      await withBed({ ...parts, dice }, { people: 10, limits: absence.limits }, (bed) =>
        beAway(bed, dice, absence, tally),
      );
      parts.progress(`${runs + 1} of ${parts.runs} absences (${absence.name})`);
    }
    return tally.outcome(runs);
  },
};

async function beAway(bed: Bed, dice: Dice, absence: Absence, tally: Tally): Promise<void> {
  const { crowd, telegram, account } = bed;
  const before = bed.launch();
  await before.ready;
  await crowd.burst(6, 200);
  await settled(bed, before, 30_000);
  // It dies with messages stored and nothing of them read: what a sweep by the read mark finds again.
  await before.order({ do: 'die-at-commit', when: 'after', mark: 'inbox', nth: 1 });
  const unanswered = crowd.crowdIn(4);
  await before.ended;

  const missed = crowd.crowdIn(dice.between(30, 60));
  // A server that has forgotten the stream cannot say what became of messages that were stored before.
  const written = absence.limits.differenceTotal === undefined ? [...unanswered, ...missed] : missed;
  const deleted = written.filter(() => dice.isLuckyIn(0.1));
  const edited = written.filter((one) => !deleted.includes(one) && dice.isLuckyIn(0.15));
  for (const one of edited) crowd.edit(one);
  for (const one of deleted) crowd.delete(one);
  const since = telegram.world.journal.lastSeq;

  const program = bed.launch({ orders: [{ do: 'clock', offsetMs: absence.awayMs }] });
  // A slow line, so that people write on while what was missed is being fetched.
  bed.line.delay(15);
  await program.ready;
  if (absence.awayMs === 0) await crowd.burst(25, 700);
  bed.line.heal();
  tally.judge(bed, await settled(bed, program, 60_000), absence.name);
  const said = telegram.world.journal
    .read({ user: account, after: since, kinds: ['message'] })
    .filter((fact) => fact.actor === account)
    .flatMap((fact) => tagsIn(fact.text ?? ''));
  const forgotten = new Set([...deleted, ...edited].map(({ tag }) => tag));
  for (const tag of said.filter((one) => forgotten.has(one))) {
    tally.add({ harm: 'corrupt', oracle: 'O1', what: `${tag} was answered after it was deleted or edited` });
  }
  if (absence.awayMs === monthMs && said.length > 0) {
    tally.broken.push(`${said.length} messages of a month ago were answered`);
  }
  await program.kill();
}
