/** Sound as samples from -1 to 1, one channel. */
export interface Sound {
  readonly samples: Float32Array;
  /** Samples a second. */
  readonly rate: number;
}

/** 16-bit WAV with any number of channels, mixed to one; null where it is none. */
export function readWav(bytes: Buffer): Sound | null {
  if (
    bytes.length < 44 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WAVE'
  )
    return null;
  let channels = 0;
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    // What is written to a pipe says that it has no end.
    const size = Math.min(bytes.readUInt32LE(at + 4), bytes.length - at - 8);
    if (name === 'fmt ' && size >= 16) {
      if (bytes.readUInt16LE(at + 8) !== 1 || bytes.readUInt16LE(at + 22) !== 16) return null;
      channels = bytes.readUInt16LE(at + 10);
      rate = bytes.readUInt32LE(at + 12);
    }
    if (name === 'data') {
      if (channels < 1 || channels > 8 || rate < 4_000 || rate > 192_000) return null;
      const samples = new Float32Array(Math.floor(size / 2 / channels));
      for (let i = 0; i < samples.length; i += 1) {
        let sum = 0;
        for (let channel = 0; channel < channels; channel += 1) {
          sum += bytes.readInt16LE(at + 8 + (i * channels + channel) * 2);
        }
        samples[i] = sum / channels / 32_768;
      }
      return { samples, rate };
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

/** Linear between the samples: speech has nothing above that it would spoil. */
export function resampled({ samples, rate }: Sound, to: number): Sound {
  if (rate === to) return { samples, rate };
  const step = rate / to;
  const out = new Float32Array(Math.floor(samples.length / step));
  // Downwards several are averaged, so that what is too high does not fold back.
  const width = Math.max(1, Math.round(step));
  for (let at = 0; at < out.length; at += 1) {
    const from = at * step;
    const first = Math.floor(from);
    if (width > 1) {
      let sum = 0;
      for (let i = 0; i < width; i += 1) sum += samples[first + i] ?? 0;
      out[at] = sum / width;
    } else {
      const before = samples[first] ?? 0;
      out[at] = before + ((samples[first + 1] ?? before) - before) * (from - first);
    }
  }
  return { samples: out, rate: to };
}

/** How loud the loudest tenth of a second is, from 0 to 1. Below a hundredth nobody speaks. */
export function loudness({ samples, rate }: Sound): number {
  const span = Math.max(1, Math.floor(rate / 10));
  let loudest = 0;
  for (let from = 0; from + span <= samples.length; from += span) {
    let sum = 0;
    for (let at = from; at < from + span; at += 1) sum += (samples[at] ?? 0) ** 2;
    loudest = Math.max(loudest, Math.sqrt(sum / span));
  }
  return loudest;
}

/** Telegram draws so many bars of a voice message, five bits each (core.telegram.org/constructor/documentAttributeAudio). */
const bars = 100;

/** 63 bytes: a hundred values from 0 to 31, packed from the low bit on. */
export function waveform({ samples }: Pick<Sound, 'samples'>): Buffer {
  const peaks = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * samples.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * samples.length) / bars));
    let peak = 0;
    for (let at = from; at < to && at < samples.length; at += 1)
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks, 1e-6);
  const packed = Buffer.alloc(Math.ceil((bars * 5) / 8));
  for (const [bar, peak] of peaks.entries()) {
    const value = Math.round((peak / loudest) * 31);
    const bit = bar * 5;
    const at = bit >> 3;
    const shifted = value << (bit & 7);
    packed[at] = (packed[at] ?? 0) | (shifted & 0xff);
    if (at + 1 < packed.length) packed[at + 1] = (packed[at + 1] ?? 0) | (shifted >> 8);
  }
  return packed;
}
