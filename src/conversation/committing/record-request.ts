import { renderedMessage } from '../../context/layers/history.js';
import type { Prompt } from '../../context/prompt.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { wordingOf, type RecordedPart } from '../../store/turn/recorded-words.js';
import type { RecordedRequest } from '../../store/turn/turn-writer.js';
import type { PromptBlocks } from './prompt-blocks.js';

/** What a request was made of besides the character's own layers. */
interface Talk {
  readonly window: readonly StoredMessage[];
  readonly burst: readonly StoredMessage[];
}

/**
 * The request as it was sent. Blocks that are the same in many turns are kept once and named by their hash; messages of
 * the talk are named by their row.
 */
export function recordRequest(
  promptBlocks: PromptBlocks,
  prompt: Prompt,
  talk: Talk,
  { role, maxTokens }: { readonly role: string; readonly maxTokens: number },
): { readonly request: RecordedRequest; readonly sharedBlocks: ReadonlyMap<string, string> } {
  const sharedBlocks = new Map<string, string>();
  const system = prompt.system.map(({ text, shared, cache }) => {
    const life = cache === undefined ? {} : { cache };
    if (!shared) return { text, ...life };
    const hash = promptBlocks.hash(text);
    if (!promptBlocks.isStored(hash)) sharedBlocks.set(hash, text);
    return { shared: hash, ...life };
  });
  return { request: { role, system, messages: byRow(prompt, talk), maxTokens }, sharedBlocks };
}

/**
 * The messages of a prompt with the talk named by row. Walks along the talk as the history was written from it; where
 * the two part ways the words stay as they are, so that nothing is recorded that was not sent.
 */
export function byRow(prompt: Prompt, { window, burst }: Talk): RecordedRequest['messages'] {
  const shown = window.slice(window.length - prompt.shown);
  const end = burst.map((message) => renderedMessage(message).text).join('\n');
  let next = 0;
  return prompt.messages.map(({ role, text, cache }, index) => {
    const parts: RecordedPart[] = [];
    let at = 0;
    for (let gap = ''; ; gap = role === 'assistant' ? '\n\n' : '\n') {
      const message = shown[next];
      if (message === undefined) break;
      const written = renderedMessage(message);
      if (written.role !== role || !text.startsWith(`${gap}${written.text}`, at)) break;
      parts.push(gap, ...named(message, written.text));
      at += gap.length + written.text.length;
      next += 1;
    }
    const rest = text.slice(at);
    if (index === prompt.messages.length - 1 && end !== '' && rest.endsWith(end)) {
      parts.push(rest.slice(0, rest.length - end.length));
      for (const [place, message] of burst.entries()) {
        parts.push(place === 0 ? '' : '\n', ...named(message, renderedMessage(message).text));
      }
    } else parts.push(rest);
    return { role, parts: merged(parts), ...(cache === undefined ? {} : { cache }) };
  });
}

/** A message as it was written, with its own words named; what came with it and notes around it are ours. */
function named({ row, text }: StoredMessage, written: string): readonly RecordedPart[] {
  const at = text === '' ? -1 : written.lastIndexOf(text);
  if (at === -1) return [written];
  return [written.slice(0, at), [row, wordingOf(text)], written.slice(at + text.length)];
}

function merged(parts: readonly RecordedPart[]): readonly RecordedPart[] {
  const out: RecordedPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else out.push(part);
  }
  return out;
}
