import { speak } from './canned-voice.js';
import { cannedLanguage } from './canned-words.js';
import { hostileLines, type BehaviourName } from './hostile-lines.js';
import { momentOf } from './moments.js';
import { itemsIn, wasTurnedDown, type PromptParts } from './read-prompt.js';
import { textOf, type MessagesRequest } from '../wire/wire.js';

export interface BehaviourTerms {
  readonly behaviour: BehaviourName;
  /** Goes on when it is told that its draft was not taken; else it then answers as it should. */
  readonly stubborn: boolean;
}

/**
 * A model that was told to do wrong, for looking at what a person sees of it. Each answer holds the next of its hostile
 * lines, in turn alone, behind and in front of what it would have said, an empty line apart.
 */
export class Misbehaviour {
  private terms: BehaviourTerms | null = null;
  private given = 0;

  set(terms: BehaviourTerms | null): void {
    this.terms = terms;
    this.given = 0;
  }

  get current(): BehaviourTerms | null {
    return this.terms;
  }

  /** What it says instead; undefined where it behaves. */
  answer(request: MessagesRequest, prompt: PromptParts, seed: number): string | undefined {
    if (this.terms === null || (!this.terms.stubborn && wasTurnedDown(request))) return undefined;
    const plain = speak(prompt, seed).replace(/\s*\{pause\}\s*/gu, ' ');
    const hostile = hostileText(this.terms.behaviour, request, prompt, this.given);
    if (hostile === undefined) return undefined;
    const place = this.given % 3;
    this.given += 1;
    const name = /^\p{L}+/u.exec(
      textOf(request.system).replace(/^[^\p{L}]*(?:identity>\s*)?(?:You are )?/u, ''),
    )?.[0];
    if (hostile.includes('{plain}')) {
      return hostile.replaceAll('{plain}', plain).replaceAll('{name}', name ?? 'Me');
    }
    return [hostile, `${plain}\n\n${hostile}`, `${hostile}\n\n${plain}`][place];
  }
}

function hostileText(
  behaviour: BehaviourName,
  request: MessagesRequest,
  prompt: PromptParts,
  given: number,
): string | undefined {
  if (behaviour === 'repeats') return prompt.said.at(-1);
  const language = cannedLanguage(prompt.lastWords, prompt.sampleLines);
  if (behaviour === 'guilts-goodbye' && momentOf(prompt.lastWords) !== 'farewell') return undefined;
  const line = inTurn(hostileLines(behaviour, language), given);
  if (behaviour !== 'leaks-prompt') return line;
  const rule = inTurn(itemsIn(request, 'rules'), given);
  return rule === undefined ? undefined : line?.replace('{rule}', rule);
}

function inTurn(list: readonly string[], count: number): string | undefined {
  return list[count % Math.max(1, list.length)];
}
