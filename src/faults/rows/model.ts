import type { ModelFault } from '../../sandbox/model/faults.js';
import type { Bed } from '../bed.js';
import { isEcho } from '../echo-voice.js';
import type { Dice } from '../../lib/dice.js';
import type { FaultRow, Tally } from '../row.js';
import { inRounds } from './rounds.js';

const faults: readonly [ModelFault, ...ModelFault[]] = [
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'rate-limit' },
  { kind: 'overloaded' },
  { kind: 'server-error' },
  { kind: 'stall', when: 'before' },
  { kind: 'stall', when: 'mid' },
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'mid' },
  { kind: 'garbage', shape: 'json' },
  { kind: 'garbage', shape: 'sse' },
  { kind: 'garbage', shape: 'html' },
  { kind: 'stream-error' },
  { kind: 'refusal' },
  { kind: 'empty' },
];

/** Calls of one round; so many that most conversations meet several faults. */
const callsPerRound = 50;

export const modelFaults: FaultRow = {
  fault: 'F13',
  title: 'model faults on 60 % of the calls',
  option: 'model-faults',
  usual: 30,
  run: (parts) =>
    inRounds(parts, {
      bed: {
        people: 40,
        settings: '  timeouts:\n    firstByteSeconds: 1\n    idleSeconds: 1\n',
      },
      batch: 2,
      restWithinMs: 150_000,
      round: async (bed, dice, _current, tally) => {
        const { models, crowd, clock } = bed;
        const before = models.calls.count;
        const planted = plant(bed, dice, Math.min(callsPerRound, Math.ceil(parts.runs / 0.6)));
        const giveUpAt = clock.steady() + 30_000;
        while (models.calls.count - before < callsPerRound && clock.steady() < giveUpAt) {
          await crowd.burst(10, 400);
        }
        const met = models.faults.list().reduce((sum, { used }) => sum + used, 0);
        models.faults.clear();
        // A new message wakes a conversation that is waiting for the model to come back.
        for (const person of crowd.people) crowd.write(person);
        onlyAnswers(bed, tally);
        return Math.min(met, planted);
      },
    }),
};

/** Every call has its own chance; a fault waits for as many calls as pass before it. */
function plant({ models }: Bed, dice: Dice, calls: number): number {
  let planted = 0;
  for (let call = 0; call < calls; call += 1) {
    if (!dice.isLuckyIn(0.6)) continue;
    // Faults planted earlier use up their own calls, which this one does not see.
    models.faults.add(dice.pick(faults), { after: call - planted });
    planted += 1;
  }
  return planted;
}

/** Whatever the model did, a person sees answers, never an error or a piece of one. */
function onlyAnswers({ telegram, account }: Bed, tally: Tally): void {
  for (const fact of telegram.world.journal.read({ user: account, kinds: ['message'] })) {
    const { actor, text = '' } = fact;
    if (actor !== account || isEcho(text)) continue;
    tally.add({
      harm: 'corrupt',
      oracle: 'O2',
      what: `message ${fact.actorMessageId} to ${fact.peer} is no answer`,
    });
  }
}
