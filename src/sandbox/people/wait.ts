import type { Fact, FactKind } from '../telegram/world/journal.js';
import type { World } from '../telegram/world/world.js';

/** What is waited for: `count` facts of these kinds done by `by` towards `towards`, after fact number `after`. */
export interface FactWish {
  readonly by: number;
  readonly towards: number;
  readonly kinds: readonly FactKind[];
  readonly count: number;
  /** Default 0: what already happened counts. */
  readonly after?: number;
  readonly withinMs: number;
  /** Only facts that also fit this count. */
  readonly fits?: (fact: Fact) => boolean;
}

export interface WishOutcome {
  readonly met: boolean;
  /** The facts that count, oldest first; all of them, also when there were too few. */
  readonly facts: readonly Fact[];
}

/** Resolves as soon as enough happened, or when the time is over; never rejects. */
export function waitForFacts(world: World, wish: FactWish, signal?: AbortSignal): Promise<WishOutcome> {
  const counts = (fact: Fact): boolean =>
    fact.actor === wish.by &&
    fact.peer === wish.towards &&
    wish.kinds.includes(fact.kind) &&
    (wish.fits?.(fact) ?? true);
  const facts = world.journal
    .read({ user: wish.by, with: wish.towards, kinds: wish.kinds, after: wish.after ?? 0 })
    .filter(counts);
  if (facts.length >= wish.count) return Promise.resolve({ met: true, facts });
  return new Promise((resolve) => {
    const finish = (): void => {
      unsubscribe();
      timer.cancel();
      signal?.removeEventListener('abort', finish);
      resolve({ met: facts.length >= wish.count, facts });
    };
    const unsubscribe = world.journal.subscribe((fact) => {
      if (!counts(fact) || fact.seq <= (wish.after ?? 0)) return;
      facts.push(fact);
      if (facts.length >= wish.count) finish();
    }, wish.towards);
    const timer = world.clock.after(wish.withinMs, finish);
    signal?.addEventListener('abort', finish, { once: true });
    if (signal?.aborted) finish();
  });
}
