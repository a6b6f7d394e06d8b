import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

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
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/u.exec(request.headers['content-type'] ?? '');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= mostBytes) parts.push(part);
  }
  if (boundary === null || size > mostBytes) return null;
  const body = Buffer.concat(parts);
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2] ?? ''}`);
  const fields: Record<string, string> = {};
  let file: AudioForm['file'] = null;
  for (let at = body.indexOf(mark); at !== -1;) {
    const next = body.indexOf(mark, at + mark.length);
    const part = body.subarray(at + mark.length + 2, next === -1 ? undefined : next - 2);
    const split = part.indexOf('\r\n\r\n');
    if (split !== -1) {
      const head = part.toString('utf8', 0, split);
      const name = /name="([^"]*)"/u.exec(head)?.[1] ?? '';
      const fileName = /filename="([^"]*)"/u.exec(head)?.[1];
      const content = part.subarray(split + 4);
      if (fileName === undefined) fields[name] = content.toString('utf8');
      else file = { name: fileName, bytes: Buffer.from(content) };
    }
    at = next;
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
  const wav = Buffer.alloc(44 + words.length * perWord * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(words.length * perWord * 2, 40);
  for (let at = 0; at < words.length * perWord; at += 1) {
    const within = (at % perWord) / perWord;
    const pitch = 140 + ((words[Math.floor(at / perWord)]?.length ?? 0) % 7) * 15;
    const loud = Math.sin(Math.PI * within) * 0.5;
    wav.writeInt16LE(Math.round(loud * 32_767 * Math.sin((2 * Math.PI * pitch * at) / rate)), 44 + at * 2);
  }
  return { wav, words: input };
}
