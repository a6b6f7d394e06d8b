import { basename } from 'node:path';
import type { LogFields } from './field.js';

/** Frames kept of a stack: enough to find the place, few enough for one line. */
const framesKept = 6;

/**
 * What may be said about an error: its class, its code, and where it was thrown. Not its message, which may quote what
 * a person wrote or what a server sent.
 */
export function faultFields(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { error: typeof cause };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return { error: cause.name, code, where: framesOf(cause) };
}

function framesOf(error: Error): string | undefined {
  const stack = error.stack ?? '';
  // The message stands at the top and may contain lines that look like frames.
  const at = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length;
  const frames = [...stack.slice(at).matchAll(/^\s+at .*?([^\s()]+):(\d+):\d+\)?$/gm)]
    .slice(0, framesKept)
    .map(([, file = '', line = '']) => `${basename(file)}:${line}`);
  return frames.length === 0 ? undefined : frames.join(',');
}
