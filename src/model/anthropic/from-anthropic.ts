import type { ModelFailure, ModelResult, ModelUsage, StopReason } from '../contract.js';
import { countField, fieldsOf, parsedFields, textField } from '../stream/event-json.js';
import type { Fields } from '../stream/event-json.js';
import type { AnswerReader } from '../stream/streamed-call.js';
import { anthropicStreamFailure } from './failure.js';

/** Reads the events of one streamed message. Unknown events and blocks (thinking, for one) are passed over. */
export function anthropicReader(onText: (piece: string) => void): AnswerReader {
  let text = '';
  let usage: ModelUsage | undefined;
  let stop: string | undefined;

  const failed = (failure: ModelFailure): ModelResult => ({
    ok: false,
    failure,
    text,
    ...(usage && { usage }),
  });
  const garbage = (detail: string): ModelResult => failed({ kind: 'garbage', detail });

  const complete = (): ModelResult => {
    if (stop === 'refusal') return failed({ kind: 'refused', detail: 'stop_reason refusal' });
    if (text.trim() === '') return garbage(`an empty answer (stop_reason ${stop ?? 'none'})`);
    return { ok: true, text, usage: usage ?? noUsage, stop: stopOf(stop) };
  };

  const hear = (part: Fields): void => {
    const kind = part['type'];
    const piece = kind === 'text_delta' || kind === 'text' ? textField(part, 'text') : undefined;
    if (piece === undefined || piece === '') return;
    text += piece;
    onText(piece);
  };

  return {
    take: ({ event, data }) => {
      if (event === 'ping') return undefined;
      const fields = parsedFields(data);
      if (fields === undefined) return garbage('an event that is no JSON');
      switch (fields['type'] ?? event) {
        case 'message_start':
          usage = merged(usage, fieldsOf(fieldsOf(fields['message'])['usage']));
          return undefined;
        case 'content_block_start':
          hear(fieldsOf(fields['content_block']));
          return undefined;
        case 'content_block_delta':
          hear(fieldsOf(fields['delta']));
          return undefined;
        case 'message_delta':
          stop = textField(fieldsOf(fields['delta']), 'stop_reason') ?? stop;
          usage = merged(usage, fieldsOf(fields['usage']));
          return undefined;
        case 'message_stop':
          return complete();
        case 'error':
          return failed(anthropicStreamFailure(textField(fieldsOf(fields['error']), 'type')));
        default:
          return undefined;
      }
    },
    end: () => {
      // The reason to stop comes after the last text, so an answer that has one is whole even without `message_stop`.
      if (stop !== undefined) return complete();
      if (usage === undefined && text === '') return garbage('a body without any event of the Messages API');
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
