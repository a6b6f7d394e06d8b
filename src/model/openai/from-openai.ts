import type { ModelFailure, ModelRequest, ModelResult, ModelUsage } from '../contract.js';
import { countField, fieldsOf, parsedFields, textField } from '../stream/event-json.js';
import type { Fields } from '../stream/event-json.js';
import { AnswerText, partsOf } from '../stream/answer-text.js';
import type { AnswerTerms } from '../stream/answer-text.js';
import type { AnswerReader } from '../stream/streamed-call.js';
import { openaiStreamFailure } from './failure.js';

/** What a reader found out about the model besides its answer. */
export interface OpenAiReader extends AnswerReader {
  readonly thought: () => boolean;
}

/** Names of the field that reasoning comes in: DeepSeek and vLLM, OpenRouter and Ollama, some proxies. */
const reasoningFields = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_text'] as const;

/** Reasons to finish that mean a refusal; Gemini's begin with capitals and may stand behind a colon. */
const refusals = /content_filter|safety|prohibited|blocklist|sensitive|refus|recitation/iu;

/**
 * Reads the chunks of one streamed chat completion, or the whole completion of a server that does not stream.
 * Reasoning fields are not part of the answer. Where no usage is sent the counts are zero. Only the first choice counts;
 * where a second completion begins within the stream (another id that is kept, and the role again), only that one.
 */
export function openaiReader(request: ModelRequest, terms: AnswerTerms): OpenAiReader {
  const answer = new AnswerText(terms);
  let usage: ModelUsage | undefined;
  let finish: string | undefined;
  let refused = false;
  let chunks = 0;
  let id: string | undefined;
  let withSameId = 0;

  const failed = (failure: ModelFailure): ModelResult => ({
    ok: false,
    failure,
    text: answer.text,
    ...(usage && { usage }),
  });

  const complete = (): ModelResult => {
    answer.end();
    const detail = `finish_reason ${finish ?? 'none'}`;
    if (refused || (finish !== undefined && refusals.test(finish)))
      return failed({ kind: 'refused', detail });
    if (finish === 'error') return failed({ kind: 'unavailable', detail });
    if (answer.text.trim() === '') {
      const usedUp = finish === 'length' || (usage !== undefined && usage.output >= request.maxTokens);
      return failed(
        usedUp || answer.thought
          ? { kind: 'no-room', detail: `all thinking and no answer (${detail})` }
          : { kind: 'garbage', detail: `an empty answer (${detail})` },
      );
    }
    const stop = finish === 'length' || answer.isFull ? 'length' : 'end';
    return {
      ok: true,
      text: answer.text,
      usage: usage ?? noUsage,
      stop,
      ...(answer.thought && { thought: true }),
    };
  };

  /** Whether a second answer begins here; some servers give every chunk an id of its own, which says nothing. */
  const beginsAnew = (fields: Fields, part: Fields): boolean => {
    const own = textField(fields, 'id') || undefined;
    if (own === undefined || own === id) {
      withSameId += 1;
      return false;
    }
    const isNew = id !== undefined && withSameId > 1 && textField(part, 'role') !== undefined;
    id = own;
    withSameId = 1;
    return isNew;
  };

  const hear = (fields: Fields, choice: Fields): ModelResult | undefined => {
    const part = fieldsOf(choice['delta'] ?? choice['message']);
    if (beginsAnew(fields, part)) {
      if (!answer.restart()) return failed({ kind: 'unavailable', detail: 'a second answer in one stream' });
      finish = undefined;
      refused = false;
    }
    const { text, thinking } = partsOf(part['content']);
    for (const name of reasoningFields) answer.think(partsOf(part[name]).text);
    answer.think(thinking);
    // A completion that is no chat (`text`) comes from a few servers' compatible routes.
    answer.say(text === '' ? (textField(choice, 'text') ?? '') : text);
    if ((textField(part, 'refusal') ?? '') !== '') refused = true;
    finish = textField(choice, 'finish_reason') || finish;
    return answer.isFull ? complete() : undefined;
  };

  return {
    take: ({ data }) => {
      if (data.trim() === '[DONE]') return complete();
      const fields = parsedFields(data);
      if (fields === undefined) return failed({ kind: 'garbage', detail: 'an event that is no JSON' });
      chunks += 1;
      if (fields['error'] != null && fields['error'] !== '')
        return failed(openaiStreamFailure(fields['error'], request));
      if (fields['usage'] != null) usage = usageOf(fieldsOf(fields['usage']));
      const choices = Array.isArray(fields['choices']) ? (fields['choices'] as readonly unknown[]) : [];
      const first = choices.map(fieldsOf).find((choice) => (countField(choice, 'index') ?? 0) === 0);
      return first === undefined ? undefined : hear(fields, first);
    },
    end: () => {
      // Some servers end without `[DONE]`; the reason to finish says that the answer is whole.
      if (finish !== undefined || refused) return complete();
      if (chunks === 0) return failed({ kind: 'garbage', detail: 'a body without any completion chunk' });
      return failed({ kind: 'unavailable', detail: 'the stream was cut' });
    },
    failed,
    thought: () => answer.thought,
  };
}

const noUsage: ModelUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** `prompt_tokens` includes what came from the cache. DeepSeek counts its hits in a field of its own. */
function usageOf(fields: Fields): ModelUsage {
  const cached =
    countField(fieldsOf(fields['prompt_tokens_details']), 'cached_tokens') ??
    countField(fields, 'prompt_cache_hit_tokens') ??
    0;
  return {
    input: Math.max(0, (countField(fields, 'prompt_tokens') ?? 0) - cached),
    output: countField(fields, 'completion_tokens') ?? 0,
    cacheRead: cached,
    cacheWrite: 0,
  };
}
