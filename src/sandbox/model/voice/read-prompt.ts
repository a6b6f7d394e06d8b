import { factsSaid } from './canned-memories.js';
import { lastUserText, textOf } from '../wire/wire.js';
import type { MessagesRequest } from '../wire/wire.js';

/** What the canned voice can use of a prompt. Absent sections are empty lists. */
export interface PromptParts {
  /** Items under a line `Sample lines:` in `<voice>`. */
  readonly sampleLines: readonly string[];
  /** Items in `<memories>`, and behind them plain facts that the person told in the messages of the window. */
  readonly memories: readonly string[];
  /** What the person wrote last, all messages since our last answer, the latest at the end. */
  readonly lastWords: string;
  /** Our own earlier answers in the window. */
  readonly said: readonly string[];
}

export function readPrompt(request: MessagesRequest): PromptParts {
  const everything = [...request.system, ...request.messages.flatMap((message) => message.blocks)];
  const prompt = textOf(everything);
  const voice = section(textOf(request.system), 'voice') ?? textOf(request.system);
  return {
    sampleLines: itemsUnder(voice, 'sample lines:'),
    memories: [
      ...items(section(prompt, 'memories') ?? ''),
      ...factsSaid(
        request.messages
          .filter(({ role }) => role === 'user')
          .map(({ blocks }) => withoutSections(withoutNote(textOf(blocks)))),
      ),
    ],
    lastWords: withoutSections(withoutNote(lastUserText(request))),
    said: request.messages.filter(({ role }) => role === 'assistant').map(({ blocks }) => textOf(blocks)),
  };
}

/** Whether it is asked once more, because an earlier draft was not taken. */
export function wasTurnedDown(request: MessagesRequest): boolean {
  const asked = lastUserText(request);
  return withoutNote(asked) !== asked;
}

/** The items of a section of the system prompt. */
export function itemsIn(request: MessagesRequest, name: string): readonly string[] {
  return items(section(textOf(request.system), name) ?? '');
}

function section(text: string, name: string): string | undefined {
  const start = text.lastIndexOf(`<${name}>`);
  if (start === -1) return undefined;
  const end = text.indexOf(`</${name}>`, start);
  return text.slice(start + name.length + 2, end === -1 ? undefined : end);
}

/** Context may ride in the person's message as sections of their own; what they typed is what remains. */
function withoutSections(text: string): string {
  return text
    .replace(/<([a-z_-]+)>[\s\S]*?<\/\1>/g, '')
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();
}

/** A last paragraph in brackets is a note to the model, such as why its draft was not taken. */
function withoutNote(text: string): string {
  return text.replace(/\n\n\([^\n]+\)\s*$/u, '');
}

function itemsUnder(text: string, heading: string): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim().toLowerCase() === heading);
  if (at === -1) return [];
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && !/^\s*[-*]\s/.test(line));
  return items(rest.slice(0, end === -1 ? undefined : end).join('\n'));
}

function items(text: string): string[] {
  return [...text.matchAll(/^\s*[-*]\s+(.+)$/gm)].flatMap(([, item]) =>
    item === undefined || item.trim() === '' ? [] : [item.trim().replace(/^["“«](.*)["”»]$/, '$1')],
  );
}
