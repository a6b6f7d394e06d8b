import { wavFile } from '../../src/lib/wav-file.js';
import { speakSound } from '../../src/media/worker/make-sound.js';

/** A picture of one colour, as a camera would write it. */
export async function plainJpeg(width: number, height: number, background = '#b03030'): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** A voice message of so many seconds: a hum that rises and falls, so that no two lengths are the same sound. */
export async function voiceNote(seconds: number, pitch = 160): Promise<Buffer> {
  const rate = 24_000;
  const samples = Float32Array.from(
    { length: seconds * rate },
    (_, at) => Math.sin((2 * Math.PI * pitch * at) / rate) * 0.4 * Math.abs(Math.sin((3 * at) / rate)),
  );
  const made = await speakSound(wavFile(samples, rate), ['TITLE=test'], 7);
  if (typeof made === 'string') throw new Error(`no voice message: ${made}`);
  return Buffer.from(made.ogg);
}
