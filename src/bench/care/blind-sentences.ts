import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A sentence of a set that nobody who made the nets has written. */
export interface BlindSentence {
  readonly language: string;
  readonly text: string;
  readonly labels: readonly string[];
  /** What it only looks like; null where it looks like nothing or is something. */
  readonly likeness: string | null;
}

/**
 * The sets of one direction: files `incoming-en.tsv` and the like, a line `labels<TAB>sentence`, labels parted by commas,
 * `none` and `none:<label>` for what means nothing. Empty where the folder has none.
 */
export function readBlind(
  folder: string,
  direction: 'incoming' | 'outgoing' | 'links',
): readonly BlindSentence[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const [, language] = new RegExp(`^${direction}-([a-z]{2})\\.tsv$`, 'u').exec(file) ?? [];
      if (language === undefined) return [];
      return readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => sentence(line, language));
    });
}

function sentence(line: string, language: string): BlindSentence {
  const cut = line.indexOf('\t');
  const labels = line
    .slice(0, cut)
    .split(',')
    .map((label) => label.trim());
  const likeness = labels.find((label) => label.startsWith('none:'))?.slice('none:'.length) ?? null;
  return {
    language,
    text: line.slice(cut + 1).trim(),
    labels: labels.filter((label) => label !== 'none' && !label.startsWith('none:')),
    likeness,
  };
}
