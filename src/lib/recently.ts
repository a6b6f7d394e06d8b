/**
 * A pure function of a text that remembers what it came to for the last few texts: several steps look at the same message,
 * each on its own. What it gives must not be changed by anybody.
 */
export function recently<T>(most: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = compute(text);
    known.set(text, { value });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}

/** The same where it also depends on something that is made once, such as what was trained. */
export function recentlyWith<K extends object, T>(
  most: number,
  compute: (text: string, by: K) => T,
): (text: string, by: K) => T {
  const known = new WeakMap<K, (text: string) => T>();
  return (text, by) => {
    const found = known.get(by) ?? recently(most, (one) => compute(one, by));
    known.set(by, found);
    return found(text);
  };
}
