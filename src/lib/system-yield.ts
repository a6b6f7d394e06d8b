/** Resolves after whatever input is waiting has been looked at: a loop that never rests would keep it out. */
export function yieldToInput(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
