import { Introductions, type IntroductionReport } from '../../account/introductions.js';
import { hourOfDay, type HourOf, type IntroductionPace } from '../../account/introduction-pace.js';
import type { HealthWatch } from '../../account/health-watch.js';
import { isLost } from '../../account/health-state.js';
import type { OnlineAccounts } from '../../account/online-accounts.js';
import type { Pool } from '../../account/pool.js';
import { lastSendsMs, Rotations, type RotationReport } from '../../account/rotations.js';
import type { Character } from '../../character/character.js';
import type { Clock } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import type { Dispatcher } from '../../outbox/dispatcher.js';
import type { Presence } from '../../outbox/presence.js';
import type { Database } from '../../store/engine/database.js';

export interface SuccessionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly pool: Pool;
  readonly accounts: OnlineAccounts;
  readonly health: HealthWatch;
  readonly dispatcher: Dispatcher;
  readonly presence: Presence;
  readonly pace: IntroductionPace;
  readonly character: (id: CharacterId) => Character;
  /** Who runs this, as people are told. */
  readonly operator: string;
  readonly wakeTurn: (conversation: ConversationId) => void;
  readonly report: RotationReport & IntroductionReport;
  readonly inBackground: (what: string, task: Promise<unknown>) => void;
  readonly failed: (what: string, cause: unknown) => void;
}

/** What follows when an account is lost: who takes over, and who hears of it. */
export interface Succession {
  readonly rotations: Rotations;
  readonly introductions: Introductions;
  /** Act on losses from now on, also on those found while the accounts were opened. */
  begin(): Promise<void>;
}

export function buildSuccession(parts: SuccessionParts): Succession {
  const { database, clock, pool, accounts, health, dispatcher, presence, pace, report } = parts;
  const characterOf = (account: AccountId): Character => {
    const place = pool.get(account);
    if (!place) throw new Error(`no account ${account} in the pool`);
    return parts.character(place.character);
  };
  const hourOf = (account: AccountId): HourOf => hourOfDay(characterOf(account).wallClock);
  const wakeOutbox = (): void => parts.inBackground('outbox-wake', dispatcher.wakeAll());

  const lostAs = (account: AccountId): string | null => {
    const failure = accounts.lostBy(account);
    if (!failure) return null;
    const state = health.health(account)?.state;
    return state !== undefined && isLost(state) ? state : failure.kind;
  };

  const introductions = new Introductions({
    database,
    clock,
    ids: parts.ids,
    pace,
    hourOf,
    channel: (account) => accounts.channel(account),
    pausedUntil: (account) => accounts.pausedUntil(account),
    names: (account) => {
      const { name, languages } = characterOf(account);
      return { character: name, operator: parts.operator, language: languages[0] ?? null };
    },
    wakeOutbox: (conversation) => dispatcher.wake(conversation),
    report,
    onError: (cause) => parts.failed('introductions', cause),
  });

  const rotations = new Rotations({
    database,
    clock,
    pool,
    lostAs,
    isOnline: (account) => accounts.isOnline(account),
    pace,
    hourOf,
    leave: async (account) => {
      presence.retire(account);
      accounts.leave(account, true);
      await dispatcher.quiet(lastSendsMs);
    },
    stay: (account) => {
      accounts.leave(account, false);
      wakeOutbox();
    },
    moved: (to, waiting) => {
      for (const conversation of waiting) parts.wakeTurn(conversation);
      introductions.wake(to);
    },
    report,
  });

  health.onHealth((account, { state }) => {
    if (isLost(state)) parts.inBackground('rotation', rotations.lost(account, state));
  });

  return {
    rotations,
    introductions,
    async begin() {
      for (const { account } of pool.all().filter((place) => place.standing === 'serving')) {
        const state = health.health(account)?.state;
        // Lost before this run, too: there was no standby then, or the program died before it could act.
        if (accounts.lostBy(account) && state !== undefined && isLost(state)) {
          await rotations.lost(account, state);
        }
      }
      await rotations.begin();
      for (const { account } of pool.all()) introductions.wake(account);
    },
  };
}
