import type { Frames } from './deliver.js';
import type { MessageHead } from './anthropic-wire.js';
import type { Answer, WireError, WireUsage } from './wire.js';

/** How OpenAI-compatible servers write the same answer (`/v1/chat/completions`). Shapes: openai 6.49. */

export function completionFrames(
  head: MessageHead & { created: number },
  answer: Answer,
  pieces: readonly string[],
  usage: WireUsage | undefined,
): Frames {
  const base = { id: head.id, object: 'chat.completion.chunk', created: head.created, model: head.model };
  const chunk = (delta: object, finish: string | null): string =>
    event({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] });
  const inParts = answer.thinking?.in === 'parts';
  return {
    head: [
      chunk({ role: 'assistant', content: '' }, null),
      ...thinkingDeltas(answer).map((delta) => chunk(delta, null)),
    ],
    deltas: pieces.map((text) => chunk({ content: inParts ? [{ type: 'text', text }] : text }, null)),
    tail: [
      chunk({}, finishOf(answer)),
      ...(usage === undefined ? [] : [event({ ...base, choices: [], usage: usageOf(usage) })]),
      'data: [DONE]\n\n',
    ],
  };
}

export function completionObject(
  head: MessageHead & { created: number },
  answer: Answer,
  usage: WireUsage,
): object {
  return {
    id: head.id,
    object: 'chat.completion',
    created: head.created,
    model: head.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', refusal: null, ...wholeContent(answer) },
        logprobs: null,
        finish_reason: finishOf(answer),
      },
    ],
    usage: usageOf(usage),
  };
}

/** Thinking in pieces: in a field beside the content (DeepSeek, vLLM; OpenRouter, Ollama) or as a part of it (Mistral). */
function thinkingDeltas({ thinking }: Answer): readonly object[] {
  if (thinking === undefined) return [];
  const pieces = thinking.text.match(/[\s\S]{1,24}/gu) ?? [];
  return pieces.map((text) =>
    thinking.in === 'parts' ? { content: [thinkingPart(text)] } : { content: null, [thinking.in]: text },
  );
}

function thinkingPart(text: string): object {
  return { type: 'thinking', thinking: [{ type: 'text', text }] };
}

function wholeContent({ text, thinking }: Answer): object {
  if (thinking === undefined) return { content: text };
  if (thinking.in === 'parts') return { content: [thinkingPart(thinking.text), { type: 'text', text }] };
  return { content: text, [thinking.in]: thinking.text };
}

export function openaiErrorObject(error: WireError): object {
  return { error: { message: error.message, type: error.type, param: null, code: codeOf(error) } };
}

/** OpenAI's name for a spend limit; the other codes are the same in both. */
function codeOf(error: WireError): string | null {
  return error.code === 'enforced_spend_limit_reached' ? 'insufficient_quota' : (error.code ?? null);
}

export function openaiErrorEvent(type: string): string {
  return event({ error: { message: `Sandbox: ${type}`, type, code: null } });
}

function event(fields: object): string {
  return `data: ${JSON.stringify(fields)}\n\n`;
}

function finishOf(answer: Answer): string {
  if (answer.stop === 'max_tokens') return 'length';
  return answer.stop === 'refusal' ? 'content_filter' : 'stop';
}

function usageOf(usage: WireUsage): object {
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cacheRead },
  };
}
