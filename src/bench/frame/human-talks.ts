import { join } from 'node:path';
import { readOutside } from './outside-data.js';

/** The languages of the set, one file each. */
export const chatLanguages = ['en', 'de', 'it', 'zh'] as const;
export type ChatLanguage = (typeof chatLanguages)[number];

/** One talk of two people who take turns, as the set has it: messages between `__eou__`, then topic, acts, emotions. */
export type Talk = readonly string[];

export function readTalks(folder: string, language: ChatLanguage): readonly Talk[] {
  const path = join(folder, `${language}.txt`);
  return readOutside(path, 'chat-dev')
    .split('\n')
    .map((line) =>
      (line.split('\t')[0] ?? '')
        .split('__eou__')
        .map(untokenised)
        .filter((message) => message !== ''),
    )
    .filter((talk) => talk.length > 1);
}

/** The English file has a space before every mark; nobody writes so. */
function untokenised(message: string): string {
  return message
    .replace(/\s+([.,!?;:%)])/gu, '$1')
    .replace(/\s+(['’](?:s|m|re|ve|ll|d|t)\b)/giu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
