import { load } from 'sqlite-vec';
import type { SqliteConnection } from '../../lib/sqlite.js';

/**
 * Teach a connection `vec_distance_cosine`: by sqlite-vec, and where its binary is missing or does not run on this machine, by the same arithmetic in JavaScript, which takes two to three times as long.
 */
export function addVectorDistance(connection: SqliteConnection): void {
  if (hasSqliteVec(connection)) return;
  connection.function('vec_distance_cosine', { deterministic: true }, (one: unknown, other: unknown) =>
    one instanceof Uint8Array && other instanceof Uint8Array ? cosineDistance(one, other) : null,
  );
}

/** Loads sqlite-vec into a connection, where it runs on this machine. */
export function hasSqliteVec(connection: SqliteConnection): boolean {
  try {
    load(connection);
    return true;
  } catch {
    return false;
  }
}

/** Of floats of 32 bits; 2, as far as can be, where the lengths differ. */
export function cosineDistance(one: Uint8Array, other: Uint8Array): number {
  if (one.byteLength !== other.byteLength) return 2;
  const [a, b] = [floats(one), floats(other)];
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? 2 : 1 - dot / Math.sqrt(ofA * ofB);
}

/** Copied: SQLite gives no promise that a blob begins where a float may. */
const floats = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
