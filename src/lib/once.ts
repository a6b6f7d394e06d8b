/** A constant that is made when it is first asked for: dear to make, and not everybody who imports it needs it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
