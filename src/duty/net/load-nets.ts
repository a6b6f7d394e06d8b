import { readFileSync } from 'node:fs';
import { once } from '../../lib/once.js';
import { readLexicon, type Lexicon } from './concepts.js';
import { decodeNets, type TrainedNets } from './net-file.js';

export interface CareNets extends TrainedNets {
  readonly lexicon: Lexicon;
}

/**
 * The nets that ship with the program (`npm run train:care` makes them anew) with the lexicon they were trained on; read
 * once. @throws Error when the two do not belong together
 */
export const careNets = once((): CareNets => {
  const lexicon = readLexicon(
    readFileSync(new URL('../../../assets/care/concepts.txt', import.meta.url), 'utf8'),
  );
  const nets = decodeNets(readFileSync(new URL('../../../assets/care/nets.bin', import.meta.url)));
  if (nets.concepts !== lexicon.size)
    throw new Error('assets/care: the nets were trained with another lexicon; run "npm run train:care"');
  return { ...nets, lexicon };
});
