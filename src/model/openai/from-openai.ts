import type { ModelFailure, ModelResult, ModelUsage } from '../contract.js';
import { countField, fieldsOf, parsedFields, textField } from '../stream/event-json.js';
import type { Fields } from '../stream/event-json.js';
import type { AnswerReader } from '../stream/streamed-call.js';
import { openaiStreamFailure } from './failure.js';
import { ThinkFilter } from '../stream/reasoning-filter.js';

/**
 * Reads the chunks of one streamed chat completion, or the whole completion of a server that does not stream.
 * Reasoning fields are not part of the answer. Where no usage is sent the counts are zero.
 */
export function openaiReader(onText: (piece: string) => void): AnswerReader {
  const filter = new ThinkFilter();
  let text = '';
  let usage: ModelUsage | undefined;
  let finish: string | undefined;
  let refused = false;
  let chunks = 0;

  const failed = (failure: ModelFailure): ModelResult => ({
    ok: false,
    failure,
    text,
    ...(usage && { usage }),
  });
  const say = (piece: string): void => {
    if (piece === '') return;
    text += piece;
    onText(piece);
  };

  const complete = (): ModelResult => {
    say(filter.end());
    if (refused || finish === 'content_filter') {
      return failed({ kind: 'refused', detail: `finish_reason ${finish ?? 'none'}` });
    }
    if (finish === 'error') return failed({ kind: 'unavailable', detail: 'finish_reason error' });
    if (text.trim() === '') {
      return failed({ kind: 'garbage', detail: `an empty answer (finish_reason ${finish ?? 'none'})` });
    }
    return { ok: true, text, usage: usage ?? noUsage, stop: finish === 'length' ? 'length' : 'end' };
  };

  return {
    take: ({ data }) => {
      if (data.trim() === '[DONE]') return complete();
      const fields = parsedFields(data);
      if (fields === undefined) return failed({ kind: 'garbage', detail: 'an event that is no JSON' });
      chunks += 1;
      if (fields['error'] != null) return failed(openaiStreamFailure(fieldsOf(fields['error'])));
      if (fields['usage'] != null) usage = usageOf(fieldsOf(fields['usage']));
      const choices = fields['choices'];
      const choice = fieldsOf(Array.isArray(choices) ? choices[0] : undefined);
      const part = fieldsOf(choice['delta'] ?? choice['message']);
      say(filter.push(textField(part, 'content') ?? ''));
      if ((textField(part, 'refusal') ?? '') !== '') refused = true;
      finish = textField(choice, 'finish_reason') ?? finish;
      return undefined;
    },
    end: () => {
      // Some servers end without `[DONE]`; the reason to finish says that the answer is whole.
      if (finish !== undefined || refused) return complete();
      if (chunks === 0) return failed({ kind: 'garbage', detail: 'a body without any completion chunk' });
      return failed({ kind: 'unavailable', detail: 'the stream was cut' });
    },
    failed,
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
