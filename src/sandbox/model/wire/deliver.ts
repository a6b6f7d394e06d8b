import type { ServerResponse } from 'node:http';

import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ModelFault } from '../faults.js';

/** A streamed answer, ready to write: `deltas` carry the text, one piece each. */
export interface Frames {
  readonly head: readonly string[];
  readonly deltas: readonly string[];
  readonly tail: readonly string[];
}

export interface Latency {
  readonly firstToken: Milliseconds;
  readonly perToken: Milliseconds;
}

export interface DeliveryTerms {
  readonly clock: Clock;
  readonly latency: Latency;
  /** Cut the bytes into writes of this size, also inside a character; absent: whole events. */
  readonly chunkBytes?: number;
  readonly fault?: ModelFault;
  /** Goes on for as long as anybody reads: with the text, with thinking, or in one line. */
  readonly endless?: 'text' | 'thinking' | 'line';
  /** How this protocol writes an error into a running stream. */
  readonly errorEvent: (type: string) => string;
}

/** Writes a stream at its pace and with its fault. Resolves when the answer ended or the caller went away. */
export async function deliver(response: ServerResponse, frames: Frames, terms: DeliveryTerms): Promise<void> {
  const { clock, latency, fault } = terms;
  if (terms.endless !== undefined) {
    await withoutEnd(response, frames, terms.endless);
    return;
  }
  const slow = latency.firstToken > 0 || latency.perToken > 0;
  if (!slow && !breaksMid(fault) && terms.chunkBytes === undefined) {
    // The whole stream in one write: what makes thousands of rehearsed turns cheap.
    response.end(frames.head.concat(frames.deltas, frames.tail).join(''));
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const write = (text: string): Promise<void> => send(response, text, terms.chunkBytes);

  if (latency.firstToken > 0) {
    response.flushHeaders();
    await clock.sleep(latency.firstToken, gone.signal);
  }
  await write(frames.head.join(''));
  for (const [index, delta] of frames.deltas.entries()) {
    if (gone.signal.aborted) return;
    if (index > 0 && breaksMid(fault)) break;
    if (index > 0 && latency.perToken > 0) await clock.sleep(latency.perToken, gone.signal);
    await write(delta);
  }
  if (gone.signal.aborted) return;
  if (!breaksMid(fault)) {
    response.end(frames.tail.join(''));
    return;
  }
  await breakOff(response, fault, terms, write);
}

/** As fast as it is read, and no faster: this server's memory is not what is tried. */
async function withoutEnd(
  response: ServerResponse,
  frames: Frames,
  endless: NonNullable<DeliveryTerms['endless']>,
): Promise<void> {
  response.write(frames.head.join(''));
  if (endless === 'line') response.write('data: ');
  const piece = endless === 'line' ? 'x' : frames.deltas.join('');
  const again = piece.repeat(Math.ceil(16_384 / Math.max(1, piece.length)));
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  while (!response.destroyed) {
    const isTaken = response.write(again);
    const more = new Promise<void>((resolve) => {
      if (isTaken) setImmediate(resolve);
      else response.once('drain', resolve);
    });
    await Promise.race([gone, more]);
  }
}

type MidFault = Extract<ModelFault, { kind: 'stall' | 'cut' | 'stream-error' | 'garbage' }>;

function breaksMid(fault: ModelFault | undefined): fault is MidFault {
  if (fault === undefined) return false;
  if (fault.kind === 'stall' || fault.kind === 'cut') return fault.when === 'mid';
  return fault.kind === 'stream-error' || (fault.kind === 'garbage' && fault.shape !== 'html');
}

async function breakOff(
  response: ServerResponse,
  fault: MidFault,
  terms: DeliveryTerms,
  write: (text: string) => Promise<void>,
): Promise<void> {
  switch (fault.kind) {
    case 'stall':
      await new Promise<void>((resolve) => response.once('close', resolve));
      return;
    case 'cut':
      response.socket?.destroy();
      return;
    case 'stream-error':
      response.end(terms.errorEvent(fault.type ?? 'overloaded_error'));
      return;
    case 'garbage':
      await write(
        fault.shape === 'json'
          ? 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"del\n\n'
          : '\u0000\u0001 these bytes are no events \u0002\n'.repeat(8),
      );
      response.end();
  }
}

/** Resolves when the bytes left this process, so that what follows (a pause, a cut) really follows. */
async function send(response: ServerResponse, text: string, chunkBytes: number | undefined): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const size = chunkBytes ?? bytes.length;
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    const part = bytes.subarray(at, at + size);
    await new Promise<void>((resolve) => {
      response.write(part, () => {
        resolve();
      });
    });
  }
}

/** Pieces as a model would stream them: a word with the space before it, never part of a character. */
export function piecesOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/gu) ?? (text === '' ? [] : [text]);
}
