import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import { backoffDelay } from '../lib/backoff.js';
import type { BackoffTerms } from '../lib/backoff.js';
import type {
  ModelFailure,
  ModelProvider,
  ModelRequest,
  ModelResult,
  ModelRole,
  ModelUsage,
} from './contract.js';
import { candidatesFor, type ModelChoice, type RoleCandidate, type RoleTable } from './roles.js';

export type RoleRequest = Omit<ModelRequest, 'model'>;

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Each piece of text as it arrives. After `onRestart` the pieces begin a new answer. Must not throw. */
  readonly onText?: (piece: string) => void;
  /**
   * An attempt failed after some of its text was handed out, and another could be made. True: what was handed out is void,
   * go on. False: it is in use already (a bubble was committed), give the failure. Absent: false.
   */
  readonly onRestart?: () => boolean;
  /** Attempts in all, over every candidate; 3 when absent, never more than 5. */
  readonly maxAttempts?: number;
  /** No wait begins that would end later than this after the call; 60 s when absent. An attempt under way is not cut. */
  readonly patience?: Milliseconds;
  /** Models to ask in place of the role's: a character may have its own. Empty or absent: the role's. */
  readonly instead?: readonly ModelChoice[];
  /** Whose talk the call is for: who pays attention to cost counts it there. */
  readonly chargedTo?: ConversationId;
}

/** One request as it was made, for the turn's record. */
interface Attempt {
  readonly provider: string;
  readonly model: string;
  readonly ms: Milliseconds;
  readonly outcome: 'ok' | ModelFailure['kind'];
  /** The failure's own words; they hold no message text. */
  readonly detail?: string;
  readonly usage?: ModelUsage;
}

/** The last attempt's result. `attempts` is empty only when the signal was aborted before the first. */
export type AskResult = ModelResult & { readonly attempts: readonly Attempt[] };

/** Asks the models of a role until one answers. Never rejects. */
export type AskRole = (role: ModelRole, request: RoleRequest, options: AskOptions) => Promise<AskResult>;

const mostAttempts = 5;
const defaultPatience: Milliseconds = 60_000;
/** A person waits at the other end: short at first, and three doublings stay within the patience. */
const waits: BackoffTerms = { firstMs: 600, mostMs: 10_000 };

/** What a failure leaves open. */
const prospects: Readonly<Record<ModelFailure['kind'], 'same' | 'other' | 'none'>> = {
  'rate-limited': 'same',
  overloaded: 'same',
  unavailable: 'same',
  stalled: 'same',
  garbage: 'other',
  refused: 'other',
  unauthorized: 'other',
  'spend-limit': 'other',
  // Wrong for this model, which may be gone (404); the fallback is another one.
  'invalid-request': 'other',
  aborted: 'none',
};

export interface AskRoleParts {
  readonly roles: RoleTable;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Every provider there is; those of the roles when absent. */
  readonly providers?: readonly ModelProvider[];
}

export function createAskRole({
  roles,
  clock,
  chance,
  providers = providersOf(roles),
}: AskRoleParts): AskRole {
  return async (role, request, options) => {
    const attempts: Attempt[] = [];
    const candidates = candidatesFor(roles[role], options.instead, providers);
    const most = Math.min(mostAttempts, Math.max(1, options.maxAttempts ?? 3));
    // The preferred model gets the odd one out: 2 + 1 for three attempts and two candidates.
    const share = Math.ceil(most / candidates.length);
    const started = clock.steady();
    const patienceLeft = (): Milliseconds =>
      (options.patience ?? defaultPatience) - (clock.steady() - started);

    let at = 0;
    let onThis = 0;
    for (;;) {
      if (options.signal.aborted) return { ...abortedResult, attempts };
      const { result, shown } = await attemptOnce(candidates[at] ?? candidates[0], request, options);
      attempts.push(result.attempt);
      onThis += 1;
      if (result.ok) return { ...result.result, attempts };
      const failure = result.failure;
      const give = { ...result.result, attempts };

      const prospect = prospects[failure.kind];
      const hasOther = at + 1 < candidates.length;
      if (prospect === 'none' || attempts.length >= most) return give;

      const asked = 'retryAfter' in failure ? failure.retryAfter : undefined;
      const wait = Math.max(asked ?? 0, backoffDelay(onThis, waits, chance));
      const stay =
        (prospect === 'same' || (failure.kind === 'garbage' && !hasOther)) &&
        (onThis < share || !hasOther) &&
        wait <= patienceLeft();
      if (!stay && !hasOther) return give;
      if (shown && !(options.onRestart?.() ?? false)) return give;
      if (stay) {
        await clock.sleep(wait, options.signal);
      } else {
        at += 1;
        onThis = 0;
      }
    }
  };

  async function attemptOnce(candidate: RoleCandidate, request: RoleRequest, options: AskOptions) {
    let shown = false;
    const began = clock.steady();
    const temperature = request.temperature ?? candidate.temperature;
    const effort = request.effort ?? candidate.effort;
    const result = await candidate.provider.generate(
      {
        ...request,
        model: candidate.model,
        ...(temperature !== undefined && { temperature }),
        ...(effort !== undefined && { effort }),
      },
      {
        signal: options.signal,
        onText: (piece) => {
          shown = true;
          options.onText?.(piece);
        },
      },
    );
    const attempt: Attempt = {
      provider: candidate.provider.name,
      model: candidate.model,
      ms: clock.steady() - began,
      outcome: result.ok ? 'ok' : result.failure.kind,
      ...(!result.ok && 'detail' in result.failure && { detail: result.failure.detail }),
      ...(result.usage !== undefined && { usage: result.usage }),
    };
    return {
      shown,
      result: result.ok
        ? { ok: true as const, result, attempt }
        : { ok: false as const, failure: result.failure, result, attempt },
    };
  }
}

function providersOf(roles: RoleTable): readonly ModelProvider[] {
  return Object.values(roles).flatMap((candidates) => candidates.map(({ provider }) => provider));
}

const abortedResult: ModelResult = { ok: false, failure: { kind: 'aborted' }, text: '' };
