import { CST, Lexer } from 'yaml';

/** Bytes. A character with two thousand sample lines has about 200 kB. */
export const largestFile = 1024 * 1024;
/**
 * Building the document costs up to 10 microseconds per token and more than linear time when nested; reading tokens is cheap
 * and linear. These limits were chosen so that the worst file that passes them is built in about half a second.
 */
const mostTokens = 50_000;
const deepestFlow = 32;
const mostNestedOnOneLine = 32;
const deepestIndent = 200;
const mostAliases = 100;

export interface LimitBroken {
  readonly expected: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Looks for what would make the parser slow, before the parser sees it. */
export function brokenLimit(text: string): LimitBroken | undefined {
  let line = 1;
  let tokens = 0;
  let flow = 0;
  let nested = 0;
  let aliases = 0;
  let scalarNext = false;
  const broken = (expected: string): LimitBroken => ({ expected, line });
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > mostTokens) return broken(`at most ${mostTokens} words and marks in one file`);
    if (scalarNext) {
      scalarNext = false;
      line += lineBreaks(token);
      continue;
    }
    switch (CST.tokenType(token)) {
      case 'scalar':
        // The lexer announces plain and block text with a mark; the text itself follows.
        scalarNext = true;
        break;
      case 'newline':
        nested = 0;
        break;
      case 'space':
        if (token.length > deepestIndent) return broken(`at most ${deepestIndent} spaces in a row`);
        break;
      case 'flow-map-start':
      case 'flow-seq-start':
        flow += 1;
        if (flow > deepestFlow) return broken(`brackets nested at most ${deepestFlow} deep`);
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        flow = Math.max(0, flow - 1);
        break;
      case 'seq-item-ind':
      case 'map-value-ind':
        nested += 1;
        if (flow === 0 && nested > mostNestedOnOneLine) return broken('fewer lists and fields on one line');
        break;
      case 'explicit-key-ind':
        return broken('plain keys (no "? ")');
      case 'anchor':
      case 'alias':
        aliases += 1;
        if (aliases > mostAliases) return broken(`at most ${mostAliases} anchors and aliases`);
        break;
      default:
        break;
    }
    line += lineBreaks(token);
  }
  return undefined;
}

export const aliasBudget = mostAliases;

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
