import type { Standing, ShownAs } from './standings.js';
import type { Condition } from './users.js';
import type { World } from '../world.js';

/** A frozen account is deleted after so long unless an appeal wins; Telegram names no fixed time. */
const FREEZE = 30 * 86_400_000;
const APPEAL_URL = 'https://t.me/spambot';

export interface ConditionChange {
  readonly condition: Condition;
  /** limited: when it ends by itself; frozen: when the account is deleted. Milliseconds; null: never. */
  readonly until?: number | null;
  readonly appealUrl?: string;
  readonly shownAs?: ShownAs;
  /** Default true: connections of an account that is lost are cut, so that it is felt at once. */
  readonly cut?: boolean;
}

/** The condition as it counts now: a limit that ran out is none, a freeze that ran out is a deletion. */
export function conditionOf(world: World, userId: number): Condition {
  const { condition } = world.users.must(userId);
  if (condition !== 'limited' && condition !== 'frozen') return condition;
  const until = world.standings.of(userId)?.until ?? null;
  if (until === null || until > world.clock.now()) return condition;
  return condition === 'limited' ? 'healthy' : 'deleted';
}

/** No session of such an account is worth anything. */
export function isLost(condition: Condition): boolean {
  return condition === 'banned' || condition === 'deleted';
}

/** What was written down with the condition; a condition set without that counts from the account's first day. */
export function standingOf(world: World, userId: number): Standing {
  const { createdAt } = world.users.must(userId);
  return (
    world.standings.of(userId) ?? {
      since: createdAt,
      until: null,
      appealUrl: APPEAL_URL,
      shownAs: 'USER_DEACTIVATED_BAN',
    }
  );
}

/**
 * Moderation's verdict, as everyone concerned feels it: a lost account's connections are cut and whoever has a chat
 * with a deleted one is told; sessions from before a ban or a deletion do not come back with the account.
 */
export function setCondition(world: World, userId: number, change: ConditionChange): void {
  const { condition } = change;
  const now = world.clock.now();
  world.transactions.run(() => {
    const before = conditionOf(world, userId);
    const keyIds = world.authorizations.keysOf(userId);
    if (condition === 'healthy') world.standings.forget(userId);
    else world.standings.put(userId, standingFor(world, userId, change, before === condition));
    world.users.change(userId, { condition });
    world.journal.write(now, 'condition', userId, 0, null, { detail: condition });
    if (isLost(before) && !isLost(condition)) {
      for (const keyId of keyIds) world.authorizations.end(keyId, 'AUTH_KEY_UNREGISTERED');
    }
    if (isLost(condition) && change.cut !== false) {
      world.deliveries.send({ owner: userId, kind: 'hang-up', keyIds });
    }
    if ((before === 'frozen') !== (condition === 'frozen')) {
      world.deliveries.send({ owner: userId, kind: 'config' });
    }
    if ((before === 'deleted') !== (condition === 'deleted')) {
      for (const owner of world.dialogs.partnersOf(userId)) {
        if (owner !== userId) world.deliveries.send({ owner, kind: 'user', user: userId });
      }
    }
  });
}

function standingFor(world: World, userId: number, change: ConditionChange, isSame: boolean): Standing {
  const known = isSame ? world.standings.of(userId) : undefined;
  const since = known?.since ?? world.clock.now();
  const usual = change.condition === 'frozen' ? since + FREEZE : null;
  return {
    since,
    until: change.until === undefined ? (known?.until ?? usual) : change.until,
    appealUrl: change.appealUrl ?? known?.appealUrl ?? APPEAL_URL,
    shownAs: change.shownAs ?? known?.shownAs ?? 'USER_DEACTIVATED_BAN',
  };
}
