// What the first column of a file of sentences or patterns says, and of which language the file is.
import { incomingLabels, outgoingLabels } from '../../dist/duty/net/labels.js';

export const labelsOf = { incoming: incomingLabels, outgoing: outgoingLabels };

/** `incoming-en.tsv` and `incoming-en2.tsv` are English; null for a file of something else. */
export function languageOf(file, direction) {
  return new RegExp(`^${direction}-([a-z]{2})\\d*\\.tsv$`, 'u').exec(file)?.[1] ?? null;
}

/** "stop,farewell", "none" or "none:stop" as `{ labels: number[], likeness: label or null }`. */
export function labelsIn(said, direction) {
  const known = labelsOf[direction];
  const names = said.split(',').map((one) => one.trim());
  const labels = names.map((one) => known.indexOf(one)).filter((one) => one >= 0);
  const [none, likeness = null] = names[0].split(':');
  if (labels.length !== names.length && none !== 'none') throw new Error(`has an unknown label: ${said}`);
  if (none === 'none' && labels.length > 0) throw new Error(`is none and something: ${said}`);
  if (likeness !== null && !known.includes(likeness)) throw new Error(`looks like no label: ${said}`);
  return { labels, likeness };
}
