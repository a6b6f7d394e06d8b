import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { wavFile } from '../../lib/wav-file.js';

/** https://platform.openai.com/docs/api-reference/audio: at most 25 MB a file. */
const mostBytes = 25 * 1_024 * 1_024;
const formats = /\.(?:flac|mp3|mp4|mpeg|mpga|m4a|ogg|wav|webm)$/iu;

/** What a sound says, by its bytes: this server's ear hears nothing by itself. */
export class KnownSounds {
  private readonly words = new Map<string, string>();

  add(bytes: Uint8Array, words: string): void {
    this.words.set(hashOf(bytes), words);
  }

  wordsOf(bytes: Uint8Array): string | undefined {
    return this.words.get(hashOf(bytes));
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface AudioForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
}

/** A multipart form, whole; null where it is none or too large. */
export async function readForm(request: IncomingMessage): Promise<AudioForm | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= mostBytes) parts.push(part);
  }
  if (size > mostBytes) return null;
  const type = request.headers['content-type'] ?? '';
  const body = new Response(Buffer.concat(parts), { headers: { 'content-type': type } });
  const form = await body.formData().catch(() => null);
  if (form === null) return null;
  const fields: Record<string, string> = {};
  let file: AudioForm['file'] = null;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) };
  }
  return { fields, file };
}

/** The answer of `/v1/audio/transcriptions`, or what is wrong with the form. */
export function transcription(
  form: AudioForm | null,
  sounds: KnownSounds,
): { readonly text: string } | string {
  if (form?.file == null) return 'file: Field required';
  if (form.fields['model'] === undefined) return 'model: Field required';
  // The type of a file is judged by its name.
  if (!formats.test(form.file.name)) return `Unrecognized file format. Supported formats: ${String(formats)}`;
  return { text: sounds.wordsOf(form.file.bytes) ?? '' };
}

const rate = 24_000;

/**
 * The answer of `/v1/audio/speech` as WAV: a tone that rises and falls a little with every word, as long as saying them
 * takes. Null where the request is wrong.
 */
export function speech(body: unknown): { readonly wav: Buffer; readonly words: string } | null {
  if (typeof body !== 'object' || body === null) return null;
  const { model, input, voice } = body as Record<string, unknown>;
  if (typeof model !== 'string' || typeof voice !== 'string' || typeof input !== 'string') return null;
  if (input === '' || input.length > 4_096) return null;
  const words = input.split(/\s+/u).filter((word) => word !== '');
  const perWord = Math.floor(rate * 0.35);
  const samples = new Float32Array(words.length * perWord);
  for (let at = 0; at < samples.length; at += 1) {
    const within = (at % perWord) / perWord;
    const pitch = 140 + ((words[Math.floor(at / perWord)]?.length ?? 0) % 7) * 15;
    samples[at] = Math.sin(Math.PI * within) * 0.5 * Math.sin((2 * Math.PI * pitch * at) / rate);
  }
  return { wav: wavFile(samples, rate), words: input };
}
