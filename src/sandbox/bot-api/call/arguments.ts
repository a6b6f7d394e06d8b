import { badRequest } from './bot-api-error.js';

export interface SentFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/**
 * What a call came with. Whatever the encoding of the request, an argument is text: objects and lists are JSON in it.
 * Names and behaviour are the server's own (telegram-bot-api, Client.cpp, get_*_arg).
 */
export class Arguments {
  constructor(
    private readonly values: ReadonlyMap<string, string>,
    private readonly files: ReadonlyMap<string, SentFile> = new Map(),
  ) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Empty when it was not given. */
  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === '') throw badRequest(`Parameter "${name}" is required`);
    return value;
  }

  /** What is no number counts as 0; numbers beyond the bounds as the bound. */
  integer(name: string, otherwise: number, low = -Infinity, high = Infinity): number {
    const value = this.text(name);
    return Math.min(high, Math.max(low, value === '' ? otherwise : leadingInteger(value)));
  }

  boolean(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase());
  }

  /** Undefined when it was not given; `called` names it in the error. */
  json(name: string, called: string): unknown {
    const value = this.text(name);
    if (value === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`Can't parse ${called} JSON object`);
    }
  }

  /** A file sent along, under its own name or pointed to by `attach://`. */
  file(name: string): SentFile | undefined {
    const pointed = /^attach:\/\/(.+)$/.exec(this.text(name))?.[1];
    return this.files.get(pointed ?? name);
  }
}

/** As the server reads numbers: digits up to the first other character. */
function leadingInteger(text: string): number {
  return Number(/^-?[0-9]+/.exec(text)?.[0] ?? 0);
}
