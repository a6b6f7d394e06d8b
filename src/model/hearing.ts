import type { ModelFailure } from './contract.js';

/** Speech to be put into words. */
export interface SoundToHear {
  /** As it came. */
  readonly bytes: Uint8Array;
  readonly type: 'ogg-opus' | 'mp4';
  /** The same as 16 kHz WAV, for ears that read nothing else; null where nobody could open it. */
  readonly wav: Uint8Array | null;
}

export type Heard =
  { readonly ok: true; readonly words: string } | { readonly ok: false; readonly failure: ModelFailure };

/** Puts speech into words, whose ever it is: nobody is told apart by their voice, and no feeling is read from it. */
export interface Ear {
  /** For the record of what was heard: `provider:model`, or the program's name. */
  readonly name: string;
  /** It reads sound files as they come, videos too. */
  readonly readsFiles: boolean;
  /** `language`: two letters, where it is known what the person speaks. Never rejects. */
  hear(
    sound: SoundToHear,
    options: { readonly language: string | null; readonly signal: AbortSignal },
  ): Promise<Heard>;
}
