import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { ModelRole } from './contract.js';
import { numberPicture } from './number-picture.js';
import { candidatesFor, type ModelChoice, type RoleCandidate, type RoleTable } from './roles.js';

/** Which models see. */
export interface Sight {
  sees(candidate: Pick<RoleCandidate, 'provider' | 'model'>): Promise<boolean>;
  /** Whether the model that is asked first in a role sees. */
  roleSees(role: ModelRole, instead?: readonly ModelChoice[]): Promise<boolean>;
}

export interface SightParts {
  readonly roles: RoleTable;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Told once of each model that was asked. */
  readonly report?: (found: {
    readonly provider: string;
    readonly model: string;
    readonly sees: boolean;
  }) => void;
}

const question = 'Which number stands in the picture? Answer with its digits and nothing else.';
const digitsAsked = 4;
/** A server that loads its model first is asked again with the next picture. */
const patience: Milliseconds = 30_000;

/**
 * Many servers take pictures and ignore them, and their models describe what nobody has shown them. So each model that is
 * not known to see is shown a number once, with the first picture there is for it; a wrong answer means that it does not.
 */
export function createSight({ roles, clock, chance, report = () => undefined }: SightParts): Sight {
  const asked = new Map<string, Promise<boolean | null>>();

  async function probe({
    provider,
    model,
  }: Pick<RoleCandidate, 'provider' | 'model'>): Promise<boolean | null> {
    const number = Array.from({ length: digitsAsked }, () => Math.floor(chance.next() * 10)).join('');
    const { png, width, height } = numberPicture(number);
    const late = new AbortController();
    const timer = clock.after(patience, () => late.abort(), { unref: true });
    try {
      const image = { medium: 0, bytes: png, width, height, type: 'image/png' as const };
      const answer = await provider.generate(
        { model, system: [], messages: [{ role: 'user', text: question, images: [image] }], maxTokens: 300 },
        { signal: late.signal },
      );
      if (answer.ok) return answer.text.replace(/\D/gu, '').includes(number);
      // Refused as a request it cannot read: it takes no pictures. Everything else says nothing.
      return answer.failure.kind === 'invalid-request' ? false : null;
    } finally {
      timer.cancel();
    }
  }

  async function sees(candidate: Pick<RoleCandidate, 'provider' | 'model'>): Promise<boolean> {
    const { provider, model } = candidate;
    // Every model of Anthropic's that can be named sees (platform.claude.com, models overview, 2026-11-30).
    if (provider.name === 'anthropic' && model.startsWith('claude-')) return true;
    const key = `${provider.name}:${model}`;
    const known = asked.get(key);
    const found = await (known ?? remember(key, probe(candidate)));
    if (found === null) asked.delete(key);
    else if (known === undefined) report({ provider: provider.name, model, sees: found });
    return found ?? false;
  }

  function remember(key: string, answer: Promise<boolean | null>): Promise<boolean | null> {
    asked.set(key, answer);
    return answer;
  }

  return {
    sees,
    async roleSees(role, instead) {
      const providers = Object.values(roles).flatMap((list) => list.map(({ provider }) => provider));
      const [first] = candidatesFor(roles[role], instead, providers);
      return sees(first);
    },
  };
}
