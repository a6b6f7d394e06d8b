/**
 * Bounds for what a server may send, whatever it was asked for. An answer of some sentences is a few hundred characters;
 * what a model of 32,000 tokens of thinking streams is some ten megabytes of events.
 */
export const streamLimits = {
  /** Of one body, all events of an answer. */
  mostBytes: 32 * 1024 * 1024,
  /** Behind the end of an answer, before the connection is given up. */
  mostBytesBehind: 64 * 1024,
  /** Of a body that is no stream. */
  mostWholeBytes: 8 * 1024 * 1024,
  /** From the first byte to the end. A person who waits longer has gone. */
  longestMs: 10 * 60_000,
} as const;

/** The characters that an answer of so many tokens can have; a token of any script is shorter than this. */
export function mostCharactersOf(maxTokens: number): number {
  return 12 * maxTokens + 2_000;
}
