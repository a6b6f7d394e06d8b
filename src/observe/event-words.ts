import type { Milliseconds } from '../core/clock.js';
import type { LogFields } from './field.js';

type Words = (fields: LogFields) => string;

const duration = (ms: Milliseconds = 0): string => {
  if (ms < 10_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};

/** Codes are written with hyphens or in capitals; a reader of sentences needs neither. */
const spoken = (code = ''): string => (/^[a-z]+(?:-[a-z]+)+$/u.test(code) ? code.replaceAll('-', ' ') : code);

const counted = (many = 0, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

/** Parts in brackets behind the words; nothing where there is none. */
const aside = (...parts: readonly (string | false | undefined)[]): string => {
  const said = parts.filter((part) => typeof part === 'string' && part !== '');
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
};

const has = (value: string | number | undefined): boolean => value !== undefined && value !== '';

const because = ({ reason }: LogFields): string => (has(reason) ? `: ${spoken(reason)}` : '');

const turnTimes = ({ ownMs, modelMs }: LogFields): readonly (string | false)[] => [
  has(ownMs) && `own time ${duration(ownMs)}`,
  has(modelMs) && `model ${duration(modelMs)}`,
];

const causes: Readonly<Record<string, string>> = {
  proactive: 'wrote first',
  introduction: 'introduced itself',
  operator: 'told the owner',
};

function turnWords(fields: LogFields): string {
  const { cause, action, bubbles, attempts = 0 } = fields;
  const retried = attempts > 1 && `${attempts} model calls`;
  if (action === 'failed') return `no answer could be written${because(fields)}${aside(retried)}`;
  if (action !== 'spoke') return `nothing said${because(fields)}`;
  const did = causes[String(cause)] ?? 'answered';
  return `${did}: ${counted(bubbles, 'bubble')}${aside(...turnTimes(fields), retried)}`;
}

const modelName = ({ provider, model }: LogFields): string => `${provider}:${model}`;

/** Events whose fields are part of the sentence. Every other one is its message, with its fields in brackets. */
const sentences: Readonly<Record<string, Words>> = {
  'messages received': ({ count: many }) => `${counted(many, 'message')} received`,
  'a person waits to be let in': (fields) => `somebody waits to be let in${because(fields)}`,
  'turn finished': turnWords,
  'a chat waits for the operator ("kindred turn show" says why)': ({ turn, reason }) =>
    `this chat waits for you${aside(spoken(reason))}: kindred turn show ${turn}`,
  'model failed': (fields) =>
    `${modelName(fields)} failed: ${spoken(fields.kind)}${aside(fields.role, has(fields.attempt) && `attempt ${fields.attempt}`)}${has(fields.said) ? `: ${fields.said}` : ''}`,
  'model is loaded': (fields) => `${modelName(fields)} is loaded${aside(duration(fields.ms))}`,
  'bubble sent': ({ ms }) => `sent${aside(duration(ms))}`,
  'bubble not sent': ({ action, code }) => `not sent: ${spoken(code)}${aside(spoken(action))}`,
  'bubble withheld': (fields) => `not sent${because(fields)}`,
  'connection changed': ({ state, reason }) =>
    `connection: ${spoken(state)}${has(reason) ? aside(spoken(reason)) : ''}`,
  'connection is down': ({ reason }) => `connection is down${aside(spoken(reason))}`,
  'connection lost for good': ({ code }) => `connection lost for good: ${code}`,
  'account lost': ({ state, code }) => `account lost: ${spoken(state)}${aside(code)}`,
  'account is healthy': () => 'account is well',
  'account is not healthy': ({ state, code, wait }) =>
    `account is ${spoken(state)}${aside(code, has(wait) && `for ${duration(wait)}`)}`,
  'account rotated': ({ successor, reason, conversations }) =>
    `its people moved to ${successor}${aside(spoken(reason), counted(conversations, 'chat'))}`,
  'the account was signed in somewhere else': ({ count: many }) =>
    `signed in on ${counted(many, 'device')} that nobody accepted: kindred accounts`,
  'program started': ({ count: many, ms }) =>
    `started: ${counted(many, 'account')} online${aside(duration(ms))}`,
  'something broke': ({ kind, error, code, where }) =>
    `something broke in ${spoken(kind)}: ${error}${aside(has(code) && code, has(where) && where)}`,
};

/** An event in words: its sentence, or its message with its fields in brackets. */
export function eventWords(message: string, fields: LogFields): string {
  const sentence = Object.hasOwn(sentences, message) ? sentences[message] : undefined;
  if (sentence !== undefined) return sentence(fields);
  const { ms, wait, ...others } = fields;
  const codes = Object.entries(others)
    .filter(([name]) => !beside.has(name))
    .map(([name, value]) => (typeof value === 'string' ? spoken(value) : `${name} ${String(value)}`));
  return `${message}${aside(...codes, has(ms) && duration(ms), has(wait) && `waits ${duration(wait)}`)}`;
}

/** Ids that help only who looks something up; they stand in the JSON. */
const beside: ReadonlySet<string> = new Set(['turn', 'outbox', 'peer', 'character']);
