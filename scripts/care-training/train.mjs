// Trains the nets of one direction together, row by row: one linear net and convolutions that differ by their seed.
import { linearShare } from '../../dist/duty/net/scores.js';
import { seeded } from './chance.mjs';
import { convolutionTrainer } from './fit-conv.mjs';
import { linearTrainer } from './fit-linear.mjs';
import { besides, convolutionShape, round } from './prepare.mjs';

/** `{ linear, convolutions, score(row) }`; a row's score are the log-odds of each net by label. */
export function trained(rows, everyday, shape, labels, options) {
  const { rounds, convolutions, seed, age, mostEveryday, say } = options;
  const linear = linearTrainer({ labels: labels.length, bucketBits: shape.bucketBits }, seed + 5);
  const others = Array.from({ length: convolutions }, (_, at) =>
    convolutionTrainer(convolutionShape(shape, labels.length), seed + 10 + at),
  );
  const nets = [linear, ...others];
  const chance = seeded(seed);
  const beside = besides(rows, everyday);
  for (let turn = 0; turn < rounds; turn += 1) {
    let taken = 0;
    for (const row of round(rows, everyday, shape, labels.length, { age, beside, chance, mostEveryday })) {
      const left = 1 - turn / rounds;
      for (const net of nets) net.learn(row, left);
      taken += 1;
    }
    say(`  round ${turn + 1}: ${taken} rows`);
  }
  return {
    linear: linear.net,
    convolutions: others.map(({ net }) => net),
    score: (row) => nets.map((net) => [...net.score(row)]),
  };
}

/** The nets' log-odds together, as the program takes them; the linear net's come first. */
export function together([linear, ...others]) {
  const share = others.length === 0 ? 1 : linearShare;
  return linear.map(
    (score, label) =>
      share * score +
      ((1 - share) * others.reduce((sum, one) => sum + one[label], 0)) / Math.max(1, others.length),
  );
}
