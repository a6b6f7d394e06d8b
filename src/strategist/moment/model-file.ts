import { readFileSync } from 'node:fs';
import { decodeModel, type MomentModel } from './model.js';

/** The classifier that ships with the program (`npm run train:moment` makes it anew); read once, by the composition root. */
export function loadMomentModel(): MomentModel {
  return decodeModel(readFileSync(new URL('../../../assets/moment-classifier.bin', import.meta.url)));
}
