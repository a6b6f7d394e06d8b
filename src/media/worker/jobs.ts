/** What is asked of the process that opens files, and what it answers. Both go as they are: bytes stay bytes. */
export type MediaJob =
  /** Made small, without anything the camera wrote; `most`: its longest side in pixels. */
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly most: number }
  /** Ogg with Opus in it, as 16 kHz WAV for transcribers. */
  | { readonly kind: 'hear'; readonly bytes: Uint8Array; readonly mostSeconds: number }
  /** WAV, or Ogg with Opus in it, as a voice message. */
  | {
      readonly kind: 'speak';
      readonly bytes: Uint8Array;
      readonly comments: readonly string[];
      readonly serial: number;
    };

export interface MadePicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface HeardSound {
  readonly wav: Uint8Array;
  readonly seconds: number;
  /** Of the loudest tenth of a second, from 0 to 1. */
  readonly loudness: number;
}

export interface SpokenSound {
  readonly ogg: Uint8Array;
  readonly seconds: number;
  readonly waveform: Uint8Array;
}

export interface MadeOf {
  readonly picture: MadePicture;
  readonly hear: HeardSound;
  readonly speak: SpokenSound;
}

/** `unreadable`: no such file, or damaged. `not-able`: what opens it is not installed. */
export type MediaFault = 'unreadable' | 'not-able';

export type MediaAnswer =
  | { readonly id: number; readonly ok: true; readonly made: MadeOf[MediaJob['kind']] }
  | { readonly id: number; readonly ok: false; readonly fault: MediaFault };
