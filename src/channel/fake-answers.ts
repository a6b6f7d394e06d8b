import type { ChannelResult } from './contract.js';

/** Answers of the channel in memory. */
export const DONE: ChannelResult<void> = { ok: true, value: undefined };
/** Whoever asks the capabilities first does not come here. */
export const CANNOT = { ok: false, failure: { kind: 'rejected', code: 'NOT_ON_THIS_CHANNEL' } } as const;

/** A file, where it is there and no larger than asked for. */
export function fetched(bytes: Uint8Array | undefined, most: number): ChannelResult<Uint8Array> {
  if (bytes !== undefined && bytes.length <= most) return { ok: true, value: bytes };
  return { ok: false, failure: { kind: 'media-gone', code: 'NO_SUCH_FILE' } };
}
