// Trains the nets of one direction together, row by row: one linear net and convolutions that differ by their seed.
import { seeded } from './chance.mjs';
import { convolutionTrainer } from './fit-conv.mjs';
import { linearTrainer } from './fit-linear.mjs';
import { besides, convolutionShape, round } from './prepare.mjs';

/** `{ linear, convolutions, score(row) }`; a row's score are the log-odds of each net by label. */
export function trained(rows, everyday, shape, labels, options) {
  const { rounds, convolutions, seed, age, mostEveryday, say } = options;
  const linear = linearTrainer({ labels: labels.length, bucketBits: shape.bucketBits });
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

/** The nets' log-odds together. */
export function mean(parts) {
  return parts[0].map((_, label) => parts.reduce((sum, one) => sum + one[label], 0) / parts.length);
}
