import type { LogLevel } from './logger.js';
import { eventWords } from './event-words.js';
import type { LogFields } from './field.js';

export interface HumanLineOptions {
  /** The zone of the times; the machine's when absent. */
  readonly timezone?: string;
  /** Whether grey, yellow and red may be used (ECMA-48 SGR). */
  readonly colour?: boolean;
}

/** Names of accounts are seldom longer; longer ones push their line to the right. */
const accountColumn = 10;

const colours = { grey: '2', yellow: '33', red: '31' } as const;

/** How serious it is, in words as well as in colour; nothing where it is not. */
const marks: Readonly<
  Record<Exclude<LogLevel, 'silent'>, { readonly word: string; readonly colour?: keyof typeof colours }>
> = {
  debug: { word: '', colour: 'grey' },
  info: { word: '' },
  warn: { word: 'warning: ', colour: 'yellow' },
  error: { word: 'error: ', colour: 'red' },
};

/**
 * A writer of JSON log lines as lines for somebody who watches: time of day, account, what happened in words, and at the
 * end which chat. It shows nothing that the JSON line does not hold, and a line it cannot read as it is.
 */
export function humanLines({ timezone, colour = false }: HumanLineOptions = {}): (line: string) => string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(timezone === undefined ? {} : { timeZone: timezone }),
  });
  const painted = (text: string, name: keyof typeof colours | undefined): string =>
    colour && name !== undefined && text !== '' ? `\u001b[${colours[name]}m${text}\u001b[0m` : text;
  return (line) => {
    const record = recordOf(line);
    if (record === null) return line;
    const { time, level, message, account, conversation, ...fields } = record;
    const mark = marks[level];
    const words = `${mark.word}${eventWords(message, fields)}`;
    const where = conversation === undefined ? '' : `  ${painted(conversation, 'grey')}`;
    return `${painted(clock.format(time), 'grey')}  ${(account ?? '').padEnd(accountColumn)}  ${painted(words, mark.colour)}${where}\n`;
  };
}

type LogRecord = LogFields & {
  readonly time: number;
  readonly level: Exclude<LogLevel, 'silent'>;
  readonly message: string;
};

function recordOf(line: string): LogRecord | null {
  try {
    const record = JSON.parse(line) as Partial<LogRecord>;
    const isWhole =
      typeof record.time === 'number' &&
      typeof record.message === 'string' &&
      record.level !== undefined &&
      Object.hasOwn(marks, record.level);
    return isWhole ? (record as LogRecord) : null;
  } catch {
    return null;
  }
}
