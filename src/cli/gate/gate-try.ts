import { ownSecretRule } from '../../app/composition/own-secrets.js';
import type { Register } from '../../character/shape/knowledge.js';
import { OperatorError } from '../../core/failure.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { chooseRegister } from '../../strategist/register.js';
import { loadedOrRefused, namedCharacter } from '../character/character-argument.js';
import { createScorer, type Score } from './gate-score.js';
import { blocksOf, linesOf } from '../terminal/lines-of.js';
import { plain } from '../terminal/plain.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface GateTryOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly opener?: boolean;
  /** What the opener is to be about. */
  readonly about?: string;
  readonly moment?: Register;
  /** What the person wrote. */
  readonly to?: string;
  /** Replies are parted by empty lines and may have several lines. */
  readonly blocks?: boolean;
  /** Each line is said after the ones before it. */
  readonly inARow?: boolean;
  /** What the talk is in, where the character's own language is another. */
  readonly language?: string;
}

interface Scored extends Score {
  /** From 1, in the order they were given. */
  readonly line: number;
  readonly text: string;
}

/**
 * `kindred gate try <character> [file]`: lines as the gate would take them from a model. Returns the exit code: 0 when
 * each of them could be sent, repaired where need be; 1 when some could not.
 */
export async function gateTry(
  surroundings: Surroundings,
  name: string,
  file: string | undefined,
  options: GateTryOptions,
): Promise<number> {
  const { config, secrets } = loadSettings(surroundings, options);
  const { character: written } = loadedOrRefused(namedCharacter(name, config, surroundings.cwd));
  const character = options.language === undefined ? written : { ...written, languages: [options.language] };
  const invitation = 'One reply per line; Ctrl+D ends.';
  const lines =
    options.blocks === true
      ? await blocksOf(surroundings, file, invitation)
      : await linesOf(surroundings, file, invitation);
  if (lines.length === 0) {
    throw new OperatorError(
      'there is no line to try',
      'give a file, or write one reply per line to standard input',
    );
  }
  const { to } = options;
  const moment = momentOf(to);
  const register = options.moment ?? moment.register;
  const { contact } = config.operator;
  const score = createScorer({
    character,
    openerAbout: options.opener === true ? (options.about ?? '') : null,
    personWrote: to ?? null,
    register,
    isTranslated: !written.languages.some(
      (own) => own.split('-')[0] === character.languages[0]?.split('-')[0],
    ),
    answersFarewell: moment.evidence.includes('act-farewell'),
    ownLinks: [...(contact === undefined ? [] : [contact]), ...config.gate.links],
    holdsSecret: ownSecretRule(config, secrets),
  });
  const scored: Scored[] = [];
  const said: string[] = [];
  for (const [index, text] of lines.entries()) {
    const one = { line: index + 1, text, ...(await score(text, options.inARow === true ? said : [])) };
    scored.push(one);
    said.push(one.sentAs ?? text);
    if (options.json !== true) for (const line of inWords(one)) print(surroundings, line);
  }
  const summary = summaryOf(scored);
  if (options.json) {
    printJson(surroundings, {
      character: character.id,
      gate: options.opener === true ? 'opener' : 'reply',
      register,
      lines: scored.map((one) => ({ ...one, voice: Number(one.voice.toFixed(3)) })),
      ...summary,
    });
  } else print(surroundings, summaryInWords(summary));
  return summary.rejected === 0 ? 0 : 1;
}

/** What the person wrote, as the strategist would take it without asking a model. */
function momentOf(to: string | undefined): {
  readonly register: Register;
  readonly evidence: readonly string[];
} {
  if (to === undefined) return { register: 'light', evidence: [] };
  return chooseRegister(createMomentReader(loadMomentModel())(to), to.split(/\s+/u).length);
}

interface Summary {
  readonly passed: number;
  readonly repaired: number;
  readonly rejected: number;
  /** How often each check turned a line down. */
  readonly rejectedBy: Readonly<Record<string, number>>;
}

function summaryOf(scored: readonly Scored[]): Summary {
  const count = (verdict: Score['verdict']): number => scored.filter((one) => one.verdict === verdict).length;
  const rejectedBy: Record<string, number> = {};
  for (const { verdict, checks } of scored) {
    if (verdict !== 'reject') continue;
    for (const check of checks) rejectedBy[check] = (rejectedBy[check] ?? 0) + 1;
  }
  return { passed: count('pass'), repaired: count('repair'), rejected: count('reject'), rejectedBy };
}

function summaryInWords({ passed, repaired, rejected, rejectedBy }: Summary): string {
  const by = Object.entries(rejectedBy).map(([check, count]) => `${check} ${count}`);
  return `${passed} fit as they are, ${repaired} repaired, ${rejected} turned down${by.length > 0 ? ` (${by.join(', ')})` : ''}`;
}

const grades = { never: 'never sent', poor: 'asked for again', doubt: 'in doubt' } as const;

function inWords({ line, text, verdict, checks, reason, grade, sentAs, voice }: Scored): readonly string[] {
  const head = `${String(line).padStart(3)}  ${verdict.padEnd(6)}  voice ${voice.toFixed(2)}  ${plain(text)}`;
  if (verdict === 'pass') return [head];
  const how = grade === null ? '' : ` (${grades[grade]})`;
  const why = `${' '.repeat(5)}${checks.join(', ')}: ${plain(reason ?? '')}${how}`;
  return sentAs === null
    ? [head, why]
    : [
        head,
        why,
        `${' '.repeat(5)}as: ${sentAs
          .split('\n')
          .map(plain)
          .filter((one) => one !== '')
          .join(' / ')}`,
      ];
}
