import { estimateTokens } from '../lib/token-estimate.js';
import type { ModelRequest, ModelUsage } from './contract.js';

/** Shorter prompts fit every server's context, and a count of few tokens is mostly template. */
const shortestJudged = 600;
/** Prompts up to this many estimated tokens fit the smallest context servers are started with (Ollama's 2,048). */
const surelyRead = 1_500;
/** Of what the same model counted for prompts that it surely read; an estimate of one text against another is this good. */
const agreement = 0.75;

/**
 * Whether a server read the whole prompt. Ollama and others cut a prompt that is longer than their context without a
 * word: the only sign is that fewer tokens are counted than were sent (ollama issue 3839). The estimate is off by a
 * factor that depends on the model and the language, so it is measured on short prompts; before that only a count counts
 * that no tokenizer could come to.
 */
export class PromptReading {
  private ratio: number | null = null;

  /** What was sent (estimated) and read (counted) where it was cut; null where it was read, or nothing was counted. */
  of(request: ModelRequest, usage: ModelUsage): { readonly sent: number; readonly read: number } | null {
    const read = usage.input + usage.cacheRead + usage.cacheWrite;
    const texts = [...request.system, ...request.messages].map(({ text }) => text);
    const sent = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    if (read <= 0 || sent < shortestJudged) return null;
    if (sent <= surelyRead && read >= fewestTokens(texts)) {
      this.ratio = Math.max(this.ratio ?? 0, read / sent);
    }
    const expected = Math.max(fewestTokens(texts), this.ratio === null ? 0 : agreement * this.ratio * sent);
    return read < expected ? { sent, read } : null;
  }
}

/** What the most thrifty tokenizer in use would count: seven characters of Latin script a token, five of others, two of CJK. */
function fewestTokens(texts: readonly string[]): number {
  let tokens = 0;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      tokens += code < 0x0250 ? 1 / 7 : code < 0x2e80 ? 1 / 5 : 1 / 2.2;
    }
  }
  return tokens;
}
