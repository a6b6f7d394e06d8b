import { createHash } from 'node:crypto';

/**
 * A pure function of a text that remembers what it came to for the last texts: several steps look at the same message,
 * each on its own. What it gives must not be changed by anybody.
 * @param most how many texts are remembered at most; the half of them that was asked for last surely is
 */
export function recently<T>(most: number, compute: (text: string) => T): (text: string) => T {
  return byName(most, compute, (text) => text);
}

/**
 * The same of anything that has a name, where what comes of it also depends on something that is made once, such as what
 * was trained.
 */
export function recentlyWith<K extends object, A, T>(
  most: number,
  compute: (of: A, by: K) => T,
  nameOf: (of: A) => string,
): (of: A, by: K) => T {
  const known = new WeakMap<K, (of: A) => T>();
  return (of, by) => {
    let found = known.get(by);
    if (found === undefined) {
      found = byName(most, (one) => compute(one, by), nameOf);
      known.set(by, found);
    }
    return found(of);
  };
}

/** A name for a text that tells nothing of what it says, for memories that outlive the message they are about. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function byName<A, T>(most: number, compute: (of: A) => T, nameOf: (of: A) => string): (of: A) => T {
  // Two halves: what is asked for again moves into the younger one, and the older one goes as a whole.
  let young = new Map<string, { readonly value: T }>();
  let old = new Map<string, { readonly value: T }>();
  return (of) => {
    const name = nameOf(of);
    const known = young.get(name);
    if (known !== undefined) return known.value;
    const found = old.get(name) ?? { value: compute(of) };
    if (young.size * 2 >= most) {
      old = young;
      young = new Map();
    }
    young.set(name, found);
    return found.value;
  };
}
