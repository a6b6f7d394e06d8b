import type { ModelFailure, ModelRequest, ModelResult, ModelUsage, StopReason } from '../contract.js';
import { AnswerText, partsOf } from '../stream/answer-text.js';
import type { AnswerTerms } from '../stream/answer-text.js';
import { countField, fieldsOf, parsedFields, textField } from '../stream/event-json.js';
import type { Fields } from '../stream/event-json.js';
import type { AnswerReader } from '../stream/streamed-call.js';
import { anthropicStreamFailure } from './failure.js';

/**
 * Reads the events of one streamed message, or the whole message of a server that does not stream. Unknown events and blocks are
 * passed over, thinking is kept apart. Where a second message begins within the stream (proxies splice a new try behind a broken
 * one), only that one counts.
 */
export function anthropicReader(request: ModelRequest, terms: AnswerTerms): AnswerReader {
  const answer = new AnswerText(terms);
  let usage: ModelUsage | undefined;
  let stop: string | undefined;
  let hasBegun = false;

  const failed = (failure: ModelFailure): ModelResult => ({
    ok: false,
    failure,
    text: answer.text,
    ...(usage && { usage }),
  });
  const garbage = (detail: string): ModelResult => failed({ kind: 'garbage', detail });

  const complete = (): ModelResult => {
    answer.end();
    const detail = `stop_reason ${stop ?? 'none'}`;
    if (stop === 'refusal') return failed({ kind: 'refused', detail });
    const cut = answer.isFull || stopOf(stop) === 'length';
    if (answer.text.trim() === '') {
      return cut || answer.thought
        ? failed({ kind: 'no-room', detail: `all thinking and no answer (${detail})` })
        : garbage(`an empty answer (${detail})`);
    }
    return {
      ok: true,
      text: answer.text,
      usage: usage ?? noUsage,
      stop: cut ? 'length' : stopOf(stop),
      ...(answer.thought && { thought: true }),
    };
  };

  const hear = (part: Fields): void => {
    const kind = textField(part, 'type') ?? '';
    if (/^(?:redacted_)?thinking/u.test(kind))
      answer.think(textField(part, 'thinking') ?? textField(part, 'data') ?? '');
    else if (kind === 'text_delta' || kind === 'text') answer.say(textField(part, 'text') ?? '');
  };

  const begin = (message: Fields): ModelResult | undefined => {
    if (hasBegun && !answer.restart())
      return failed({ kind: 'unavailable', detail: 'a second answer in one stream' });
    hasBegun = true;
    stop = textField(message, 'stop_reason');
    usage = merged(undefined, fieldsOf(message['usage']));
    const { text, thinking } = partsOf(message['content']);
    answer.think(thinking);
    answer.say(text);
    return undefined;
  };

  return {
    take: ({ event, data }) => {
      if (event === 'ping') return undefined;
      const fields = parsedFields(data);
      if (fields === undefined) return garbage('an event that is no JSON');
      switch (fields['type'] ?? event) {
        case 'message_start':
          return begin(fieldsOf(fields['message']));
        case 'message':
          return begin(fields) ?? complete();
        case 'content_block_start':
          hear(fieldsOf(fields['content_block']));
          return undefined;
        case 'content_block_delta':
          hear(fieldsOf(fields['delta']));
          return answer.isFull ? complete() : undefined;
        case 'message_delta':
          stop = textField(fieldsOf(fields['delta']), 'stop_reason') ?? stop;
          usage = merged(usage, fieldsOf(fields['usage']));
          return undefined;
        case 'message_stop':
          return complete();
        case 'error':
          return failed(anthropicStreamFailure(fields['error'], request));
        default:
          return undefined;
      }
    },
    end: () => {
      // The reason to stop comes after the last text, so an answer that has one is whole even without `message_stop`.
      if (stop !== undefined) return complete();
      if (!hasBegun && answer.text === '') return garbage('a body without any event of the Messages API');
      return failed({ kind: 'unavailable', detail: 'the stream was cut' });
    },
    failed,
  };
}

const noUsage: ModelUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** Later events count from the start again, so a number replaces the one before; what is missing stays. */
function merged(before: ModelUsage = noUsage, fields: Fields): ModelUsage {
  const hour =
    countField(fieldsOf(fields['cache_creation']), 'ephemeral_1h_input_tokens') ?? before.cacheWriteHour;
  return {
    input: countField(fields, 'input_tokens') ?? before.input,
    output: countField(fields, 'output_tokens') ?? before.output,
    cacheRead: countField(fields, 'cache_read_input_tokens') ?? before.cacheRead,
    cacheWrite: countField(fields, 'cache_creation_input_tokens') ?? before.cacheWrite,
    ...(hour !== undefined && { cacheWriteHour: hour }),
  };
}

function stopOf(reason: string | undefined): StopReason {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  return reason === 'stop_sequence' ? 'stop-sequence' : 'end';
}
