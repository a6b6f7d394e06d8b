import { readImage, tooManyPictures } from './read-image.js';
import { rulesFor } from '../voice/model-rules.js';
import type {
  CacheLife,
  MessagesRequest,
  StructuredWish,
  WireBlock,
  WireError,
  WireMessage,
} from './wire.js';
import { textOf } from './wire.js';

type Fields = Readonly<Record<string, unknown>>;

/** A refusal in the words the API uses; caught in this file only. */
class Invalid extends Error {}

export type Parsed = { ok: true; request: MessagesRequest } | { ok: false; error: WireError };

/**
 * Reads a body for `/v1/messages` and refuses what the API refuses. `version` is the `anthropic-version` header:
 * since 2026-10-21 the sampling parameters are refused even at their default values.
 */
export function parseMessagesRequest(
  body: unknown,
  options: { version: string; needsMaxTokens: boolean },
): Parsed {
  try {
    return { ok: true, request: parse(body, options) };
  } catch (error) {
    if (error instanceof Invalid) return { ok: false, error: invalidRequest(error.message) };
    throw error;
  }
}

export function invalidRequest(message: string): WireError {
  return { status: 400, type: 'invalid_request_error', message };
}

function parse(raw: unknown, options: { version: string; needsMaxTokens: boolean }): MessagesRequest {
  if (!isFields(raw)) throw new Invalid('request body: Input should be an object');
  const model = raw['model'];
  if (model === undefined) throw new Invalid('model: Field required');
  if (typeof model !== 'string' || model === '')
    throw new Invalid('model: Input should be a non-empty string');
  const maxTokens = raw['max_tokens'];
  if (options.needsMaxTokens) {
    if (maxTokens === undefined) throw new Invalid('max_tokens: Field required');
    if (typeof maxTokens !== 'number' || !Number.isInteger(maxTokens) || maxTokens < 1)
      throw new Invalid('max_tokens: Input should be greater than or equal to 1');
  }
  if (options.version !== '2023-06-01') {
    for (const name of ['temperature', 'top_p', 'top_k']) {
      if (raw[name] !== undefined) throw new Invalid(`${name}: Extra inputs are not permitted`);
    }
  }
  const system = raw['system'] === undefined ? [] : blocks(raw['system'], 'system', 0);
  const tools = listed(raw['tools'] ?? [], 'tools').map((tool, index) => toolBlock(tool, index));
  const messages = parseMessages(raw['messages'], model);
  checkBreakpoints([...tools, ...system, ...messages.flatMap((message) => message.blocks)]);
  const crowded = tooManyPictures(messages.flatMap((message) => message.blocks));
  if (crowded !== null) throw new Invalid(crowded);
  const structured = wish(raw) ?? wishInWords(system);
  checkThinking(raw, model, maxTokens);
  return {
    model,
    maxTokens: typeof maxTokens === 'number' ? maxTokens : Number.MAX_SAFE_INTEGER,
    stream: raw['stream'] === true,
    usageInStream: true,
    tools,
    system,
    messages,
    stopSequences: listed(raw['stop_sequences'] ?? [], 'stop_sequences').map(String),
    images: messages.reduce((sum, { blocks: own }) => sum + own.filter((b) => b.type === 'image').length, 0),
    messageSettings: JSON.stringify([
      raw['tool_choice'] ?? null,
      raw['thinking'] ?? null,
      effortOf(raw) ?? null,
    ]),
    ...(structured && { structured }),
  };
}

/** JSON that is asked for in the prompt, with the schema in it: how it is done where a server knows no structured output. */
function wishInWords(system: readonly WireBlock[]): StructuredWish | undefined {
  const said = textOf(system);
  const at = /\bJSON Schema\b[^{]{0,120}(?=\{)/u.exec(said);
  if (at === null) return undefined;
  const line = said.slice(at.index + at[0].length).split('\n', 1)[0] ?? '';
  try {
    return { via: 'words', fenced: said.includes('```json'), schema: JSON.parse(line) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parseMessages(raw: unknown, model: string): WireMessage[] {
  if (raw === undefined) throw new Invalid('messages: Field required');
  const items = listed(raw, 'messages');
  if (items.length === 0) throw new Invalid('messages: at least one message is required');
  const messages = items.map((item, index): WireMessage => {
    if (!isFields(item)) throw new Invalid(`messages.${index}: Input should be an object`);
    const role = item['role'];
    if (role !== 'user' && role !== 'assistant' && role !== 'system')
      throw new Invalid(`messages.${index}.role: Input should be 'user', 'assistant' or 'system'`);
    if (item['content'] === undefined) throw new Invalid(`messages.${index}.content: Field required`);
    const content = blocks(item['content'], `messages.${index}.content`, index);
    if (content.length === 0)
      throw new Invalid(`messages.${index}: all messages must have non-empty content`);
    return { role, blocks: content };
  });
  if (messages[0]?.role !== 'user') throw new Invalid('messages: first message must use the "user" role');
  if (messages.at(-1)?.role === 'assistant' && !rulesFor(model).prefill)
    throw new Invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
  return messages;
}

function blocks(raw: unknown, where: string, index: number): WireBlock[] {
  if (typeof raw === 'string') {
    if (raw === '') {
      if (where === 'system') throw new Invalid('system: text content blocks must be non-empty');
      throw new Invalid(`messages.${index}: all messages must have non-empty content`);
    }
    return [{ type: 'text', text: raw, rendered: JSON.stringify({ type: 'text', text: raw }) }];
  }
  return listed(raw, where).map((item, at) => contentBlock(item, `${where}.${at}`));
}

function contentBlock(item: unknown, where: string): WireBlock {
  if (!isFields(item)) throw new Invalid(`${where}: Input should be an object`);
  const type = item['type'];
  if (typeof type !== 'string') throw new Invalid(`${where}.type: Field required`);
  if (type === 'text') {
    const text = item['text'];
    if (typeof text !== 'string') throw new Invalid(`${where}.text: Field required`);
    if (text.trim() === '') {
      if (item['cache_control'] != null)
        throw new Invalid(`${where}.text: cache_control cannot be set for empty text blocks`);
      throw new Invalid('messages: text content blocks must be non-empty');
    }
    return withCache(item, where, { type, text, rendered: JSON.stringify({ type, text }) });
  }
  if (type === 'image') {
    const picture = readImage(item['source'], where);
    if (typeof picture === 'string') throw new Invalid(picture);
    return withCache(item, where, { type, picture, rendered: rendered(item) });
  }
  return withCache(item, where, { type, rendered: rendered(item) });
}

function toolBlock(item: unknown, index: number): WireBlock {
  if (!isFields(item) || typeof item['name'] !== 'string')
    throw new Invalid(`tools.${index}.name: Field required`);
  return withCache(item, `tools.${index}`, { type: 'tool', rendered: rendered(item) });
}

function withCache(item: Fields, where: string, block: WireBlock): WireBlock {
  const control = item['cache_control'];
  if (control === undefined || control === null) return block;
  if (!isFields(control) || control['type'] !== 'ephemeral')
    throw new Invalid(`${where}.cache_control.type: Input should be 'ephemeral'`);
  const life = control['ttl'] ?? '5m';
  if (life !== '5m' && life !== '1h')
    throw new Invalid(`${where}.cache_control.ttl: Input should be '5m' or '1h'`);
  return { ...block, cache: life };
}

function checkBreakpoints(all: readonly WireBlock[]): void {
  const marks = all.flatMap((block): CacheLife[] => (block.cache === undefined ? [] : [block.cache]));
  if (marks.length > 4)
    throw new Invalid(`A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`);
  const short = marks.indexOf('5m');
  if (short !== -1 && marks.lastIndexOf('1h') > short)
    throw new Invalid(
      "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block (processing order: tools, system, messages)",
    );
}

function wish(raw: Fields): StructuredWish | undefined {
  const config = raw['output_config'];
  const format = (isFields(config) ? config['format'] : undefined) ?? raw['output_format'];
  if (isFields(format) && format['type'] === 'json_schema') {
    if (!isFields(format['schema'])) throw new Invalid('output_config.format.schema: Field required');
    return { via: 'format', schema: format['schema'] };
  }
  const choice = raw['tool_choice'];
  if (!isFields(choice) || (choice['type'] !== 'tool' && choice['type'] !== 'any')) return undefined;
  const tools = listed(raw['tools'] ?? [], 'tools').filter(isFields);
  const tool =
    choice['type'] === 'any' ? tools[0] : tools.find((candidate) => candidate['name'] === choice['name']);
  if (tool === undefined) throw new Invalid('tool_choice: the tool is not in `tools`');
  return { via: 'tool', tool: String(tool['name']), schema: tool['input_schema'] };
}

const efforts = ['low', 'medium', 'high', 'xhigh', 'max'];
const thinkingTypes = ['adaptive', 'enabled', 'disabled', 'between_tools'];

function effortOf(raw: Fields): unknown {
  const config = raw['output_config'];
  return isFields(config) ? (config['effort'] ?? undefined) : undefined;
}

function checkThinking(raw: Fields, model: string, maxTokens: unknown): void {
  const { effort: takesEffort = true, off } = rulesFor(model);
  const effort = effortOf(raw);
  if (effort !== undefined && !takesEffort)
    throw new Invalid('This model does not support the effort parameter.');
  if (effort !== undefined && !efforts.some((known) => known === effort))
    throw new Invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
  const thinking = raw['thinking'];
  if (thinking === undefined || thinking === null) return;
  const type = isFields(thinking) ? thinking['type'] : undefined;
  if (typeof type !== 'string' || !thinkingTypes.includes(type))
    throw new Invalid('thinking.type: Input should be one of the known types');
  const turnsOff = type === 'disabled' || type === 'between_tools';
  if (turnsOff && off !== undefined && !off.includes(type))
    throw new Invalid(
      `"thinking.type.${type}" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.`,
    );
  if (type === 'enabled' && isFields(thinking) && Number(thinking['budget_tokens']) >= Number(maxTokens))
    throw new Invalid('max_tokens must be greater than thinking.budget_tokens');
}

function rendered(item: Fields): string {
  return JSON.stringify(item, (key, value: unknown) => (key === 'cache_control' ? undefined : value));
}

function listed(raw: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(raw)) throw new Invalid(`${where}: Input should be a valid list`);
  return raw;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
