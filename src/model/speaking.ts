import type { ModelFailure } from './contract.js';

export type Spoken =
  /** WAV, or Ogg with Opus in it. */
  { readonly ok: true; readonly sound: Uint8Array } | { readonly ok: false; readonly failure: ModelFailure };

export interface SpeakOptions {
  /** The service's name for it; its usual one where left out. */
  readonly voice?: string;
  /** How it is to be said, for services that can be told. */
  readonly style?: string;
  /** Two letters, where it is known. */
  readonly language: string | null;
  readonly signal: AbortSignal;
}

/** Says words. Stock voices only: no voice of anybody who has not agreed to it. */
export interface Mouth {
  /** `provider:model`, or the program's name; stands in the mark that the sound carries. */
  readonly name: string;
  /** Never rejects. */
  speak(words: string, options: SpeakOptions): Promise<Spoken>;
}
