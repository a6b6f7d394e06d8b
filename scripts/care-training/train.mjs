// Trains the nets of one direction together, row by row: one linear net and nets with a hidden layer that differ by seed.
import { seeded } from './chance.mjs';
import { hiddenTrainer, quantiseHidden } from './fit-hidden.mjs';
import { linearTrainer, quantise } from './fit-linear.mjs';
import { besides, round } from './prepare.mjs';

/** `{ linear, hidden }` as the program reads them. */
export function trained(rows, everyday, shape, labels, options) {
  const { rounds, seed, age, mostEveryday, say } = options;
  const linear = linearTrainer({ labels: labels.length, bucketBits: shape.bucketBits }, seed + 5);
  const { bits: bucketBits, size, count } = shape.hidden;
  const hidden = Array.from({ length: count }, (_, at) =>
    hiddenTrainer({ labels: labels.length, bucketBits, size }, seed + 10 + at),
  );
  const chance = seeded(seed);
  const beside = besides(rows, everyday);
  for (let turn = 0; turn < rounds; turn += 1) {
    let taken = 0;
    const taught = round(rows, everyday, shape, labels.length, { age, beside, chance, mostEveryday });
    for (const row of taught) {
      const left = Math.max(0, 1 - (turn + taken / taught.length) / rounds);
      for (const net of [linear, ...hidden]) net.learn(row, left);
      taken += 1;
    }
    say(`  round ${turn + 1}: ${taken} rows`);
  }
  return { linear: quantise(linear.net), hidden: hidden.map(({ net }) => quantiseHidden(net)) };
}
