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
