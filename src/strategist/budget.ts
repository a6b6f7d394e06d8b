/** What may be spent in a day, in millionths of a US dollar; null where there is no limit. */
export interface DailyBudget {
  readonly perPerson: number | null;
  readonly inAll: number | null;
}

/** What this day has cost so far, with what is under way. */
export interface Spent {
  readonly person: number;
  readonly inAll: number;
}

/**
 * How freely a turn may spend, from full to nothing. Each step gives up what people miss least: the deep model first,
 * then the length of the window, and at the end the answer has to wait for the next day.
 */
export type BudgetStep = 'full' | 'everyday-only' | 'short-window' | 'spent';

export interface BudgetVerdict {
  readonly step: BudgetStep;
  /** Which limit is the nearer one; null without limits. */
  readonly by: 'person' | 'all' | null;
}

/** From which share of a day's budget on the steps begin: our choice, late enough that an ordinary day never meets them. */
const from = { everydayOnly: 0.7, shortWindow: 0.9, spent: 1 };

/**
 * Asked before a call, with what the call is expected to cost: a limit is never passed by more than the error of that
 * estimate.
 */
export function budgetStep(budget: DailyBudget, spent: Spent, estimate: number): BudgetVerdict {
  const person = shareOf(spent.person + estimate, budget.perPerson);
  const all = shareOf(spent.inAll + estimate, budget.inAll);
  if (person === null && all === null) return { step: 'full', by: null };
  const by = (person ?? 0) >= (all ?? 0) && person !== null ? 'person' : 'all';
  const share = Math.max(person ?? 0, all ?? 0);
  if (share > from.spent) return { step: 'spent', by };
  if (share > from.shortWindow) return { step: 'short-window', by };
  return { step: share > from.everydayOnly ? 'everyday-only' : 'full', by };
}

/** A limit of nothing is used up from the start. */
function shareOf(cost: number, limit: number | null): number | null {
  if (limit === null) return null;
  return limit > 0 ? cost / limit : Number.POSITIVE_INFINITY;
}
