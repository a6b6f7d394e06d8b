import { cutText, cutWithEllipsis } from '../lib/cut-text.js';
import type { ServerWords } from '../core/server-words.js';
import type { ModelRequest } from './contract.js';

/** Letters in a row that a provider's words may share with the prompt before they count as quoting it. */
const sharedLength = 16;
/** A whole message that is quoted counts from this length on; shorter ones are words of any sentence. */
const shortestQuoted = 4;
/** A line in a log and in a terminal. */
const longestWords = 200;
/** Longer than any reason; what is behind it is not even looked at. */
const longestRead = 2_000;

const mark = '[...]';

/**
 * What a provider said, fit for a log: one line, short, without anything that looks like a key, with every part left out
 * that quotes what was sent. Empty where nothing remains.
 */
export function safeMessage(message: string | null | undefined, request: ModelRequest): ServerWords {
  const flat = oneLine(cutText(message ?? '', longestRead));
  const sent = [...request.system, ...request.messages].map(({ text }) => oneLine(text));
  const bare = withoutKeys(withoutQuotes(flat, sent, request));
  const said = bare.replaceAll(/(?:\[\.\.\.\][\s"'`“”«»:,.]*)+/gu, `${mark} `).trim();
  return (
    /\p{L}{2}/u.test(said.replaceAll(mark, '')) ? cutWithEllipsis(said, longestWords) : ''
  ) as ServerWords;
}

function withoutQuotes(flat: string, sent: readonly string[], { messages }: ModelRequest): string {
  const prompt = sent.join('\n');
  const quoted = new Uint8Array(flat.length);
  for (let at = 0; at + sharedLength <= flat.length; at += 1) {
    if (prompt.includes(flat.slice(at, at + sharedLength))) quoted.fill(1, at, at + sharedLength);
  }
  for (const said of new Set(messages.map(({ text }) => oneLine(text)))) {
    if (said.length < shortestQuoted || said.length >= sharedLength) continue;
    for (let at = flat.indexOf(said); at !== -1; at = flat.indexOf(said, at + 1)) {
      quoted.fill(1, at, at + said.length);
    }
  }
  // Words between quotation marks that stand in the prompt; a name of a parameter has no space in it.
  for (const found of flat.matchAll(/(["'`“«])([^"'`”»]{3,})["'`”»]/gu)) {
    const inside = found[2] ?? '';
    if (/^[\w.[\]-]+$/u.test(inside) || !prompt.includes(inside)) continue;
    quoted.fill(1, found.index, found.index + found[0].length);
  }
  let kept = '';
  for (let at = 0; at < flat.length; at += 1) {
    if (quoted[at] === 0) kept += flat.charAt(at);
    else if (quoted[at - 1] !== 1) kept += mark;
  }
  return kept;
}

/** By their prefixes, and whatever is as long and mixed as a key is. */
function withoutKeys(text: string): string {
  return text
    .replaceAll(/\b[\w-]*(?:sk|key|token)[-_][\w*.-]+/giu, '[key]')
    .replaceAll(/\b(?:bearer|basic)\s+\S+/giu, '[key]')
    .replaceAll(/(?<=https?:\/\/)[^\s/@]+@/giu, '')
    .replaceAll(/(?<=https?:\/\/[^\s?]+)\?\S+/giu, '')
    .replaceAll(/\b(?=\w*\d)(?=\w*[a-z])[\w+/=-]{24,}/giu, '[key]');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
}
