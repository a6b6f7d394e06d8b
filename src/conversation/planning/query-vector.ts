import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Embedder } from '../../model/embedder.js';

/** A turn waits so long for the vector of what was written; after that it recalls by words alone. */
const withinMs: Milliseconds = 300;

/** The vector to look for, or null where the embedder fails or is slow. */
export function createQueryVector(
  embedder: Embedder,
  clock: Clock,
): (text: string) => Promise<Float32Array | null> {
  return async (text) => {
    const deadline = new AbortController();
    const timer = clock.after(withinMs, () => deadline.abort(), { unref: true });
    const late = new Promise<null>((resolve) => {
      deadline.signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    try {
      const asked = embedder.embed([text], { signal: deadline.signal, as: 'query' });
      const result = await Promise.race([asked, late]);
      return result?.ok === true ? (result.vectors[0] ?? null) : null;
    } finally {
      timer.cancel();
    }
  };
}
