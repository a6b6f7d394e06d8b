import type { AccountFreeze, ChannelFailure, SpamBotAnswer } from '../channel/contract.js';
import type { Milliseconds } from '../core/clock.js';
import { passingStates, severity, type AccountHealth, type HealthState } from './health-state.js';

/** One thing heard about an account. */
export type HealthEvidence =
  /** The first connection of a run came up: Telegram said who we are, so the session works. */
  | { readonly kind: 'opened' }
  /** A probe was answered. */
  | { readonly kind: 'answered' }
  /** A probe was not answered, or the connection stayed down. */
  | { readonly kind: 'silent'; readonly code: string }
  /** A call failed. `everyone`: no account has a connection at this moment, and there is more than one. */
  | { readonly kind: 'failed'; readonly failure: ChannelFailure; readonly everyone: boolean }
  | { readonly kind: 'freeze'; readonly freeze: AccountFreeze }
  | { readonly kind: 'spam-bot'; readonly verdict: SpamBotAnswer['verdict'] }
  /** What Telegram sends cannot be read by this program, or can again. */
  | { readonly kind: 'illegible'; readonly code: string }
  | { readonly kind: 'legible' }
  /** The operator says that the spam limit is over. */
  | { readonly kind: 'limit-over' }
  /** The service said by itself that all is well with the account. */
  | { readonly kind: 'standing-well' }
  | { readonly kind: 'time' };

/** A report that could be a passing mistake counts when it comes again this much later (TELEGRAM 5.3: minutes apart). */
export const doubtMs: Milliseconds = 120_000;
/**
 * How long PEER_FLOOD is believed after its last report. Telegram names no end; this is our own number, long enough that
 * nobody runs into it again every day, and @SpamBot or the operator can end it sooner.
 */
export const peerLimitMs: Milliseconds = 7 * 86_400_000;
/** How long it is believed that a service is not paid for: the next send says whether it still is not. */
const unpaidMs: Milliseconds = 3_600_000;

/** Refusals that neither name the account nor its session: they must come twice (TELEGRAM 5.3). */
const doubtful: ReadonlySet<string> = new Set([
  'API_ID_INVALID',
  'API_ID_PUBLISHED_FLOOD',
  'CONNECTION_LAYER_INVALID',
]);
/** A code of the transport below the session; when it hits everyone, something else answers in the server's place. */
const keyUnknown = 'AUTH_KEY_NOT_FOUND';

/** What a working session disproves. A freeze and a limit leave the session working. */
const disprovedByOpening: ReadonlySet<HealthState> = new Set<HealthState>([
  'network-trouble',
  'second-receiver',
  'not-permitted',
  'client-too-old',
  'app-blocked',
  'logged-out',
  'duplicated',
  'deleted',
  'banned',
]);

/** What an answer disproves, too. */
const endedByAnswer: ReadonlySet<HealthState> = new Set<HealthState>([
  'network-trouble',
  'second-receiver',
  'not-permitted',
]);

/** What a service that says by itself how an account stands can take back: also that its phone was unlinked. */
const disprovedByService: ReadonlySet<HealthState> = new Set<HealthState>([
  'peer-limited',
  'unpaid',
  'logged-out',
]);

/**
 * The health of an account after one more piece of evidence. Pure.
 *
 * A state is left towards a better one only by what disproves it: network trouble by an answered probe, a flood wait by
 * its end, a spam limit by its end, @SpamBot or the operator, a freeze by Telegram saying that there is none, the
 * other losses by a new run that is let in. Any other milder report leaves it as it is. Silence is never more than network trouble.
 */
export function judge(current: AccountHealth, evidence: HealthEvidence, now: Milliseconds): AccountHealth {
  const before = endedByTime(current, now);
  switch (evidence.kind) {
    case 'time':
      return before;
    case 'opened':
      // Who we are can be read, and what is said to us still not.
      if (isIllegible(before)) return heard(before, now);
      return disprovedByOpening.has(before.state) ? well(before, 'SIGNED_IN', now) : heard(before, now);
    case 'answered':
      return endedByAnswer.has(before.state) ? well(before, 'PROBE_ANSWERED', now) : heard(before, now);
    case 'silent':
      return worsen(before, { state: 'network-trouble', evidence: evidence.code }, now);
    case 'failed':
      return afterFailure(before, evidence.failure, evidence.everyone, now);
    case 'freeze':
      return afterFreeze(before, evidence.freeze, now);
    case 'spam-bot':
      if (evidence.verdict === 'unclear') return heard(before, now);
      return evidence.verdict === 'limited'
        ? worsen(before, peerLimited('SPAMBOT_LIMITED', now), now)
        : endOf('peer-limited', before, 'SPAMBOT_FREE', now);
    case 'illegible':
      return worsen(before, { state: 'client-too-old', evidence: evidence.code }, now);
    case 'legible':
      return isIllegible(before) ? well(before, 'READABLE', now) : before;
    case 'limit-over':
      return endOf('peer-limited', before, 'OPERATOR', now);
    case 'standing-well':
      return disprovedByService.has(before.state) ? well(before, 'SERVICE_SAID', now) : before;
  }
}

type Candidate = Pick<AccountHealth, 'state' | 'evidence'> &
  Partial<Pick<AccountHealth, 'until' | 'appealUrl'>>;

function afterFailure(
  before: AccountHealth,
  failure: ChannelFailure,
  everyone: boolean,
  now: Milliseconds,
): AccountHealth {
  const { kind, code } = failure;
  const become = (state: HealthState): AccountHealth => worsen(before, { state, evidence: code }, now);
  switch (kind) {
    case 'unknown':
    case 'unsent':
      return become('network-trouble');
    case 'second-receiver':
      return become('second-receiver');
    case 'not-permitted':
      return become('not-permitted');
    case 'flood':
      return worsen(before, { state: 'flood-limited', evidence: code, until: now + failure.wait }, now);
    case 'unpaid':
      return worsen(before, { state: 'unpaid', evidence: code, until: now + unpaidMs }, now);
    case 'account-limited':
      return worsen(before, peerLimited(code, now), now);
    case 'account-frozen':
      return become('frozen');
    case 'logged-out':
      return become(everyone && code === keyUnknown ? 'network-trouble' : 'logged-out');
    case 'session-duplicated':
      return become('duplicated');
    case 'account-banned':
      return become('banned');
    case 'account-deleted':
      return become('deleted');
    case 'client-outdated':
      return doubtful.has(code) ? suspect(before, 'client-too-old', code, now) : become('client-too-old');
    case 'app-blocked':
      return suspect(before, 'app-blocked', code, now);
    case 'pair-flood':
    case 'window-closed':
    case 'peer-blocked':
    case 'peer-gone':
    case 'peer-restricted':
    case 'peer-unknown':
    case 'already-sent':
    case 'rejected':
    case 'form-refused':
    case 'media-gone':
      return before;
  }
}

/** Let in, and deaf. The other way to be too old is to be let in no more. */
function isIllegible({ state, evidence }: AccountHealth): boolean {
  return state === 'client-too-old' && evidence.endsWith('_UNREADABLE');
}

function afterFreeze(before: AccountHealth, freeze: AccountFreeze, now: Milliseconds): AccountHealth {
  if (freeze.since === null) return endOf('frozen', before, 'FREEZE_ENDED', now);
  const { until, appealUrl } = freeze;
  return worsen(before, { state: 'frozen', evidence: 'FREEZE_SINCE_DATE', until, appealUrl }, now);
}

/** The doubted code itself is kept as network trouble; the same code again, minutes later, is believed. */
function suspect(before: AccountHealth, state: HealthState, code: string, now: Milliseconds): AccountHealth {
  if (severity(before.state) > severity('network-trouble')) {
    return before.state === state ? heard(before, now) : before;
  }
  const isAgain = before.state === 'network-trouble' && before.evidence === code;
  if (!isAgain) return fresh({ state: 'network-trouble', evidence: code }, now);
  return now - before.since >= doubtMs ? fresh({ state, evidence: code }, now) : heard(before, now);
}

function peerLimited(evidence: string, now: Milliseconds): Candidate {
  return { state: 'peer-limited', evidence, until: now + peerLimitMs };
}

/** Never to a milder state; the same state keeps its beginning and takes what is newly known. */
function worsen(before: AccountHealth, candidate: Candidate, now: Milliseconds): AccountHealth {
  if (severity(candidate.state) < severity(before.state)) return heard(before, now);
  if (candidate.state !== before.state) return fresh(candidate, now);
  // A doubt stays on record while the network is away.
  const evidence = doubtful.has(before.evidence) ? before.evidence : candidate.evidence;
  const until = latest(before.until, candidate.until ?? null);
  return { ...before, evidence, until, appealUrl: candidate.appealUrl ?? before.appealUrl, checkedAt: now };
}

function latest(one: Milliseconds | null, other: Milliseconds | null): Milliseconds | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function fresh(candidate: Candidate, now: Milliseconds): AccountHealth {
  return { until: null, appealUrl: null, ...candidate, since: now, checkedAt: now };
}

function heard(before: AccountHealth, now: Milliseconds): AccountHealth {
  return { ...before, checkedAt: now };
}

function well(before: AccountHealth, evidence: string, now: Milliseconds): AccountHealth {
  return before.state === 'healthy' ? heard(before, now) : fresh({ state: 'healthy', evidence }, now);
}

function endOf(
  state: HealthState,
  before: AccountHealth,
  evidence: string,
  now: Milliseconds,
): AccountHealth {
  return before.state === state ? well(before, evidence, now) : heard(before, now);
}

function endedByTime(before: AccountHealth, now: Milliseconds): AccountHealth {
  const isLimit = passingStates.has(before.state);
  if (!isLimit || before.until === null || before.until > now) return before;
  return { ...fresh({ state: 'healthy', evidence: 'LIMIT_ENDED' }, before.until), checkedAt: now };
}
