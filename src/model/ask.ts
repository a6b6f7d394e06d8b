import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import { wholeText } from '../lib/cut-text.js';
import { backoffDelay } from '../lib/backoff.js';
import type { BackoffTerms } from '../lib/backoff.js';
import type { ServerWords } from '../core/server-words.js';
import type {
  ModelFailure,
  ModelNote,
  ModelProvider,
  ModelRequest,
  ModelResult,
  ModelRole,
  ModelUsage,
} from './contract.js';
import { ModelFacts } from './model-facts.js';
import type { Sight } from './sight.js';
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
export interface Attempt {
  readonly provider: string;
  readonly model: string;
  readonly ms: Milliseconds;
  readonly outcome: 'ok' | ModelFailure['kind'];
  /** Status and codes of a failure; they hold no message text. */
  readonly detail?: string;
  /** What the server said of it. */
  readonly said?: ServerWords;
  /** What was found out about the model meanwhile. */
  readonly notes?: readonly ModelNote[];
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
  'no-room': 'other',
  'too-long': 'other',
  'no-json': 'other',
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
  /** What is found out about the models; kept for this asking alone when absent. */
  readonly facts?: ModelFacts;
  /** Knows which models see what they are shown; every one is taken to where it is left out. */
  readonly sight?: Sight;
  /** Told what was found, once for each. */
  readonly report?: (finding: ModelFinding) => void;
}

/** Something found out about a model, for the log. */
export interface ModelFinding {
  readonly role: ModelRole;
  readonly provider: string;
  readonly model: string;
  readonly note:
    ModelNote | { readonly kind: 'no-json' } | { readonly kind: 'too-long'; readonly reads?: number };
}

export function createAskRole({
  roles,
  clock,
  chance,
  providers = providersOf(roles),
  facts = new ModelFacts(),
  sight,
  report = () => undefined,
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
    /** Asked again only because its thinking took the room: no failure of the model's, so it is not counted. */
    let forRoom = 0;
    for (;;) {
      if (options.signal.aborted) return { ...abortedResult, attempts };
      const candidate = candidates[at] ?? candidates[0];
      const { result, shown } = await attemptOnce(role, candidate, request, options);
      attempts.push(result.attempt);
      onThis += 1;
      const give = { ...result.result, attempts };
      if (lacksRoom(result.result)) {
        const tokens = facts.giveRoom(candidate.provider.name, candidate.model);
        if (tokens !== null) {
          tell(role, candidate, { kind: 'more-room', tokens });
          if (!shown || (options.onRestart?.() ?? false)) {
            forRoom += 1;
            onThis -= 1;
            continue;
          }
        }
      }
      if (result.ok) return give;
      const failure = result.failure;
      learnFrom(role, candidate, failure);

      const prospect = prospects[failure.kind];
      const hasOther = at + 1 < candidates.length;
      if (prospect === 'none' || attempts.length - forRoom >= most) return give;

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

  function tell(role: ModelRole, { provider, model }: RoleCandidate, note: ModelFinding['note']): void {
    report({ role, provider: provider.name, model, note });
  }

  function learnFrom(role: ModelRole, candidate: RoleCandidate, failure: ModelFailure): void {
    const { name } = candidate.provider;
    if (failure.kind === 'too-long') {
      const { reads } = failure;
      if (reads !== undefined) facts.readsAtMost(name, candidate.model, reads);
      tell(role, candidate, { kind: 'too-long', ...(reads !== undefined && { reads }) });
    }
    if (failure.kind === 'no-json' && facts.saidNoJson(name, candidate.model)) {
      tell(role, candidate, { kind: 'no-json' });
    }
  }

  /** A model that does not see is not shown anything: it would answer as if it had. */
  async function shownTo(candidate: RoleCandidate, request: RoleRequest): Promise<RoleRequest> {
    const hasImages = request.messages.some(({ images }) => images !== undefined);
    if (!hasImages || sight === undefined || (await sight.sees(candidate))) return request;
    return { ...request, messages: request.messages.map(({ images: _, ...message }) => message) };
  }

  async function attemptOnce(
    role: ModelRole,
    candidate: RoleCandidate,
    request: RoleRequest,
    options: AskOptions,
  ) {
    let shown = false;
    const notes: ModelNote[] = [];
    const began = clock.steady();
    const { room } = facts.of(candidate.provider.name, candidate.model);
    const temperature = request.temperature ?? candidate.temperature;
    // A model that thinks too long is asked to think less, and given room for what it thinks all the same.
    const effort = request.effort ?? candidate.effort ?? (room > 0 ? 'low' : undefined);
    const { onText } = options;
    const result = await candidate.provider.generate(
      {
        ...withWholeText(await shownTo(candidate, request)),
        model: candidate.model,
        maxTokens: request.maxTokens + room,
        ...(temperature !== undefined && { temperature }),
        ...(effort !== undefined && { effort }),
      },
      {
        signal: options.signal,
        ...(onText && {
          onText: (piece: string) => {
            shown = true;
            onText(piece);
          },
        }),
        onRestart: () => !shown || (options.onRestart?.() ?? false),
        onNote: (note) => {
          notes.push(note);
          facts.note(candidate.provider.name, candidate.model, note);
          tell(role, candidate, note);
        },
      },
    );
    const attempt: Attempt = {
      provider: candidate.provider.name,
      model: candidate.model,
      ms: clock.steady() - began,
      outcome: result.ok ? 'ok' : result.failure.kind,
      ...(!result.ok && 'detail' in result.failure && { detail: result.failure.detail }),
      ...(!result.ok && result.failure.said !== undefined && { said: result.failure.said }),
      ...(notes.length > 0 && { notes }),
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

/** No half of a character reaches a server, whoever cut it: some refuse the whole request for one (400, "invalid unicode"). */
function withWholeText(request: RoleRequest): RoleRequest {
  return {
    ...request,
    system: request.system.map((block) => ({ ...block, text: wholeText(block.text) })),
    messages: request.messages.map((message) => ({ ...message, text: wholeText(message.text) })),
  };
}

/** Thinking took the tokens of the answer: there is none, or it was cut off. */
function lacksRoom(result: ModelResult): boolean {
  return result.ok ? result.stop === 'length' && result.thought === true : result.failure.kind === 'no-room';
}

function providersOf(roles: RoleTable): readonly ModelProvider[] {
  return Object.values(roles).flatMap((candidates) => candidates.map(({ provider }) => provider));
}

const abortedResult: ModelResult = { ok: false, failure: { kind: 'aborted' }, text: '' };
