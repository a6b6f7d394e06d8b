import { pino } from 'pino';
import type { Clock } from '../core/clock.js';
import type { IdFields, LogFields } from './field.js';
import { writableFields } from './field.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** As words for whoever watches, or as JSON for whatever reads it. */
export type LogFormat = 'human' | 'json';

/** A text that stands in the source; anything put together at run time is refused by the compiler. */
export type Constant<Text extends string> = Record<never, never> extends Record<Text, 1> ? never : Text;

/**
 * JSON lines: a constant message, and fields that can hold ids, counts, durations and codes but no content.
 * A child carries its ids on every line.
 */
export interface Logger {
  debug<Text extends string>(message: Constant<Text>, fields?: LogFields): void;
  info<Text extends string>(message: Constant<Text>, fields?: LogFields): void;
  warn<Text extends string>(message: Constant<Text>, fields?: LogFields): void;
  error<Text extends string>(message: Constant<Text>, fields?: LogFields): void;
  child(ids: IdFields): Logger;
}

/** A logger whose level may change while it is used. Children made before keep theirs. */
export interface AdjustableLogger extends Logger {
  setLevel(level: LogLevel): void;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** A stream such as standard error, or the path of a file that is appended to and only its owner may read. */
  readonly destination: { write(line: string): unknown } | string;
  /** The wall clock when absent. */
  readonly clock?: Pick<Clock, 'now'>;
  /** What becomes of each JSON line before it is written to a stream; it stays as it is when absent. */
  readonly form?: (line: string) => string;
}

export function createLogger({ level, destination, clock, form = asItIs }: LoggerOptions): AdjustableLogger {
  const target =
    typeof destination === 'string'
      ? pino.destination({ dest: destination, append: true, mkdir: true, mode: 0o600, sync: true })
      : { write: (line: string) => void destination.write(form(line)) };
  const root = pino(
    {
      level,
      // Neither the machine's name nor the process id helps anyone who reads one program's log.
      base: null,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
      timestamp: clock === undefined ? pino.stdTimeFunctions.epochTime : () => `,"time":${clock.now()}`,
    },
    target,
  );
  return Object.assign(wrap(root), {
    setLevel: (to: LogLevel) => {
      root.level = to;
    },
  });
}

const asItIs = (line: string): string => line;

/** Drops everything: for tests and for parts that are built without a log. */
export function silentLogger(): Logger {
  return createLogger({ level: 'silent', destination: { write: () => true } });
}

function wrap(to: pino.Logger): Logger {
  return {
    debug: (message, fields = {}) => to.debug(writableFields(fields), message),
    info: (message, fields = {}) => to.info(writableFields(fields), message),
    warn: (message, fields = {}) => to.warn(writableFields(fields), message),
    error: (message, fields = {}) => to.error(writableFields(fields), message),
    child: (ids) => wrap(to.child(writableFields(ids))),
  };
}
