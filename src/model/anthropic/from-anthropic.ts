import type { ModelFailure, ModelResult, ModelUsage, StopReason } from '../contract.js';
import type { AnswerReader } from '../streamed-call.js';
import { anthropicStreamFailure } from './failure.js';

type Fields = Readonly<Record<string, unknown>>;

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

  return {
    take: ({ event, data }) => {
      if (event === 'ping') return undefined;
      const fields = parsed(data);
      if (fields === undefined) return garbage('an event that is no JSON');
      switch (fields['type'] ?? event) {
        case 'message_start':
          usage = merged(usage, record(record(fields['message'])['usage']));
          return undefined;
        case 'content_block_start':
        case 'content_block_delta': {
          const part = record(fields['delta'] ?? fields['content_block']);
          const piece = part['type'] === 'text_delta' || part['type'] === 'text' ? part['text'] : undefined;
          if (typeof piece === 'string' && piece !== '') {
            text += piece;
            onText(piece);
          }
          return undefined;
        }
        case 'message_delta': {
          const reason = record(fields['delta'])['stop_reason'];
          if (typeof reason === 'string') stop = reason;
          usage = merged(usage, record(fields['usage']));
          return undefined;
        }
        case 'message_stop':
          return complete();
        case 'error': {
          const type = record(fields['error'])['type'];
          return failed(anthropicStreamFailure(typeof type === 'string' ? type : undefined));
        }
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
function merged(before: ModelUsage | undefined, fields: Fields): ModelUsage {
  const from = before ?? noUsage;
  const count = (name: string, old: number): number => {
    const value = fields[name];
    return typeof value === 'number' ? value : old;
  };
  return {
    input: count('input_tokens', from.input),
    output: count('output_tokens', from.output),
    cacheRead: count('cache_read_input_tokens', from.cacheRead),
    cacheWrite: count('cache_creation_input_tokens', from.cacheWrite),
  };
}

function stopOf(reason: string | undefined): StopReason {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  return reason === 'stop_sequence' ? 'stop-sequence' : 'end';
}

function parsed(data: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
