import type OpusScript from 'opusscript';
import { sampleAs16Bits, wavFile } from '../../lib/wav-file.js';
import { readOggOpus, writeOggOpus } from '../sound/ogg.js';
import { loudness, readWav, resampled, waveform, type Sound } from '../sound/wave.js';
import type { HeardSound, MediaFault, SpokenSound } from './jobs.js';

const opusRate = 48_000;
/** 20 ms, as every voice message is made. */
const frame = 960;
/** What the encoder looks ahead, at 48 kHz (libopus, 6.5 ms). */
const preSkip = 312;
/** Speech is clear from 24 kbit/s on; this is what Telegram's own apps use. */
const bitrate = 32_000;
/** OPUS_SET_COMPLEXITY of opus_defines.h; of 10, and half the time at the same sound for speech. */
const setComplexity = 4_010;
const complexity = 5;
const hearingRate = 16_000;
/** No packet of Opus is longer (RFC 6716: 120 ms). */
const longestPacket = 5_760;

type Codec = typeof OpusScript;

/** An optional package: without it no voice message is opened or made. */
async function loadCodec(): Promise<Codec | null> {
  try {
    return (await import('opusscript')).default;
  } catch {
    return null;
  }
}

/** Ogg with Opus in it as samples; at most so many seconds of it. */
async function decoded(bytes: Uint8Array, mostSeconds: number): Promise<Sound | MediaFault> {
  const file = readOggOpus(bytes);
  if (file === null || file.packets.length === 0) return 'unreadable';
  const Codec = await loadCodec();
  if (Codec === null) return 'not-able';
  const decoder = new Codec(opusRate, file.channels);
  const most = mostSeconds * opusRate;
  const parts: Float32Array[] = [];
  let have = 0;
  try {
    for (const packet of file.packets) {
      if (have >= most || packet.length === 0) break;
      const pcm = decoder.decode(Buffer.from(packet));
      const samples = new Float32Array(Math.min(longestPacket, pcm.length / 2 / file.channels));
      for (let at = 0; at < samples.length; at += 1) {
        const left = pcm.readInt16LE(at * 2 * file.channels);
        const right = file.channels === 2 ? pcm.readInt16LE(at * 4 + 2) : left;
        samples[at] = (left + right) / 65_536;
      }
      parts.push(samples);
      have += samples.length;
    }
  } catch {
    return 'unreadable';
  } finally {
    decoder.delete();
  }
  const samples = new Float32Array(Math.max(0, have - file.preSkip));
  let to = -file.preSkip;
  for (const part of parts) {
    const skip = Math.max(0, -to);
    if (skip < part.length) samples.set(part.subarray(skip), Math.max(0, to));
    to += part.length;
  }
  return { samples, rate: opusRate };
}

export async function hearSound(bytes: Uint8Array, mostSeconds: number): Promise<HeardSound | MediaFault> {
  const sound = await decoded(bytes, mostSeconds);
  if (typeof sound === 'string') return sound;
  return {
    wav: wavFile(resampled(sound, hearingRate).samples, hearingRate),
    seconds: sound.samples.length / sound.rate,
    loudness: loudness(sound),
  };
}

/** Speech as a voice message: one channel, 48 kHz, Ogg, with what a program shows of it. */
export async function speakSound(
  bytes: Uint8Array,
  comments: readonly string[],
  serial: number,
): Promise<SpokenSound | MediaFault> {
  const given = readWav(Buffer.from(bytes)) ?? (await decoded(bytes, 120));
  if (typeof given === 'string') return given;
  const { samples } = resampled(given, opusRate);
  if (samples.length === 0) return 'unreadable';
  const Codec = await loadCodec();
  if (Codec === null) return 'not-able';
  const encoder = new Codec(opusRate, 1, Codec.Application.VOIP);
  encoder.setBitrate(bitrate);
  encoder.encoderCTL(setComplexity, complexity);
  const packets: Uint8Array[] = [];
  try {
    // As many as the last sample needs to come out behind what the encoder looks ahead, and not one more.
    const frames = Math.ceil((samples.length + preSkip) / frame);
    const pcm = Buffer.alloc(frame * 2);
    for (let at = 0; at < frames; at += 1) {
      for (let i = 0; i < frame; i += 1) {
        pcm.writeInt16LE(sampleAs16Bits(samples[at * frame + i] ?? 0), i * 2);
      }
      packets.push(Buffer.from(encoder.encode(pcm, frame)));
    }
  } finally {
    encoder.delete();
  }
  return {
    ogg: writeOggOpus({ packets, frame, samples: samples.length, preSkip, serial, comments }),
    seconds: samples.length / opusRate,
    waveform: waveform({ samples }),
  };
}
