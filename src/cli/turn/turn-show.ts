import { OperatorError } from '../../core/failure.js';
import type { TurnId } from '../../core/ids.js';
import type { CheckNote } from '../../core/turn.js';
import type { Reader } from '../../store/engine/database.js';
import { findTurns, readTurn, type TurnView } from '../../store/turn/turn-reader.js';

/**
 * The turn an operator means by the start of its id.
 * @throws OperatorError when none or several begin so.
 */
export async function resolveTurn(read: Reader, prefix: string): Promise<TurnView> {
  const [only, ...others] = await findTurns(read, prefix, 5);
  if (only === undefined) {
    throw new OperatorError(`there is no turn ${prefix}`, '"kindred turn list" shows the latest ones');
  }
  if (others.length > 0 && only !== prefix) {
    throw new OperatorError(
      `several turns begin with ${prefix}`,
      `type more of one: ${listed([only, ...others])}`,
    );
  }
  const turn = await readTurn(read, only);
  if (!turn) throw new OperatorError(`the turn ${only} is gone`);
  return turn;
}

const listed = (turns: readonly TurnId[]): string => turns.join(', ');

/** A turn explained from what came in to what went out, as lines for a terminal. */
export function describeTurn(turn: TurnView): readonly string[] {
  return [
    `Turn ${turn.turn}, ${turn.conversation}`,
    `${iso(turn.startedAt)}, cause ${turn.cause}, ${turn.outcome}${turn.reason === null ? '' : ` (${turn.reason})`}`,
    ...heading('Answers'),
    ...turn.covers.map((message) => `  #${message.remoteId}  ${oneLine(message.text)}`),
    ...heading('Decision'),
    `  ${Object.entries(turn.decision)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ')}`,
    ...heading('Layers'),
    ...turn.layers.map(
      (layer) => `  ${layer.layer.padEnd(12)} ${String(layer.tokens).padStart(6)} tokens  ${layer.reason}`,
    ),
    ...heading('Sent to the model'),
    ...requestLines(turn),
    ...heading('Model answered'),
    ...answerLines(turn),
    ...heading('Checks'),
    ...turn.checks.map(checkLine),
    ...turnedDownLines(turn),
    ...heading('Bubbles'),
    ...turn.bubbles.flatMap((bubble) => [
      `  ${bubble.position}  ${bubble.state}${bubble.reason === null ? '' : ` (${bubble.reason})`}, ${bubble.attempts} attempt(s), message ${bubble.remoteId ?? '-'}`,
      ...indent(bubble.text),
    ]),
    ...heading('Timings (ms after the first message was received)'),
    `  ${Object.entries(turn.timings)
      .map(([moment, ms]) => `${moment} ${ms}`)
      .join(', ')}`,
  ];
}

function requestLines({ request }: TurnView): readonly string[] {
  if (!request) return ['  (no model was asked)'];
  return [
    `  role ${request.role}, at most ${request.maxTokens} tokens`,
    ...request.system.flatMap((block) => [`  [system${breakpoint(block.cache)}]`, ...indent(block.text)]),
    ...request.messages.flatMap((message) => [
      `  [${message.role}${breakpoint(message.cache)}]`,
      ...indent(message.text),
    ]),
  ];
}

function answerLines({ answer }: TurnView): readonly string[] {
  if (!answer) return ['  (nothing)'];
  const { usage } = answer;
  return [
    ...indent(answer.text),
    `  stop ${answer.stop}${usage ? `, tokens: ${usage.input} in, ${usage.cacheRead} from cache, ${usage.cacheWrite} to cache, ${usage.output} out` : ''}`,
    ...answer.attempts.flatMap(({ provider, model, outcome, ms, detail, said, found = [] }) => [
      `  asked ${provider}:${model}, ${outcome}, ${Math.round(ms)} ms`,
      ...(detail === undefined ? [] : [`    (${detail})`]),
      ...(said === undefined ? [] : [`    it said: ${said}`]),
      ...found.map((line) => `    ${line}`),
    ]),
  ];
}

function checkLine({ check, verdict, reason, draft, opinion }: CheckNote): string {
  const asked = opinion === undefined ? '' : ` (second opinion: ${opinion})`;
  return `  ${draft === undefined ? '' : `draft ${draft}: `}${check.padEnd(16)} ${verdict}${reason === undefined ? '' : `  ${reason}`}${asked}`;
}

function turnedDownLines({ answer }: TurnView): readonly string[] {
  if (!answer?.turnedDown) return [];
  return [
    ...heading('Turned down'),
    ...answer.turnedDown.flatMap(({ draft, part, check, reason, text }) => [
      `  draft ${draft}${part === 'bubble' ? ', one bubble of it' : ''}: ${check}: ${reason}`,
      ...indent(text),
    ]),
  ];
}

const heading = (title: string): readonly string[] => ['', title];
const breakpoint = (cache: string | undefined): string =>
  cache === undefined ? '' : `, cache breakpoint ${cache}`;
const indent = (text: string): readonly string[] => text.split('\n').map((line) => `    ${line}`);
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ');
const iso = (ms: number): string => new Date(ms).toISOString();
