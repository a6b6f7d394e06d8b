import { readFileSync } from 'node:fs';
import { once } from '../../lib/once.js';
import { readLexicon, type Lexicon } from './concepts.js';
import { decodeNet, type TrainedNet } from './net-file.js';

export interface CareNets {
  readonly lexicon: Lexicon;
  readonly incoming: TrainedNet;
  readonly outgoing: TrainedNet;
}

/**
 * The nets that ship with the program (`npm run train:care` makes them anew) with the lexicon they were trained on; read
 * once. @throws Error when they do not belong together
 */
export const careNets = once((): CareNets => {
  const folder = new URL('../../../assets/care/', import.meta.url);
  const lexicon = readLexicon(readFileSync(new URL('concepts.txt', folder), 'utf8'));
  const read = (name: string): TrainedNet => {
    const net = decodeNet(readFileSync(new URL(name, folder)));
    if (net.concepts === lexicon.size) return net;
    throw new Error(`assets/care/${name} was trained with another lexicon; run "npm run train:care"`);
  };
  return { lexicon, incoming: read('incoming.bin'), outgoing: read('outgoing.bin') };
});
