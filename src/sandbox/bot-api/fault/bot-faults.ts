import { dice, type Dice } from '../../../lib/dice.js';
import type { WorldDatabase } from '../../telegram/world/database.js';

/**
 * What goes wrong. `applied` says whether the call had its effect: a lost answer and a call that never happened look the
 * same from outside.
 */
export type BotFaultEffect =
  /** No answer: the connection is reset, or nothing comes until the client gives up. */
  | { readonly kind: 'lose'; readonly applied: boolean; readonly how: 'reset' | 'silence' }
  /** Applied; the connection is reset in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** The page of a proxy instead of JSON. */
  | { readonly kind: 'http'; readonly status: number; readonly applied: boolean }
  /** Applied; an answer with status 200 that is not whole JSON. */
  | { readonly kind: 'garbage' }
  /** An error of the API instead of the call. */
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly description: string;
      readonly retryAfter?: number;
    }
  | { readonly kind: 'latency'; readonly ms: number }
  /** Of updates handed over: each twice, or in another order. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'reorder' };

export interface BotFaultRule {
  readonly id: number;
  /** A method by its name, a pattern with `*`, or `webhook` for deliveries. Case does not matter. */
  readonly method: string;
  readonly bot?: number;
  /** How many more matching calls are hit; absent: all. */
  readonly count?: number;
  /** How many matching calls pass first. */
  readonly after?: number;
  /** The share of matching calls that is hit, 0 to 1; with `seed` the same ones each time. */
  readonly share?: number;
  readonly seed?: number;
  readonly effect: BotFaultEffect;
}

/** Faults on demand, kept on disk so that they outlive a restart. Shares begin anew then. */
export class BotFaults {
  private rules: BotFaultRule[];
  private readonly dice = new Map<number, Dice>();
  private nextId: number;

  constructor(private readonly db: WorldDatabase) {
    this.rules = db
      .prepare<[], { rule: string }>('SELECT rule FROM bot_fault_rules ORDER BY id')
      .all()
      .map((row) => JSON.parse(row.rule) as BotFaultRule);
    this.nextId = (this.rules.at(-1)?.id ?? 0) + 1;
  }

  add(rule: Omit<BotFaultRule, 'id'>): BotFaultRule {
    const added = { ...rule, id: this.nextId };
    this.nextId += 1;
    this.rules.push(added);
    this.save(added);
    return added;
  }

  list(): readonly BotFaultRule[] {
    return this.rules;
  }

  clear(id?: number): number {
    const gone = this.rules.filter((rule) => id === undefined || rule.id === id);
    for (const rule of gone) this.db.prepare('DELETE FROM bot_fault_rules WHERE id = ?').run(rule.id);
    this.rules = this.rules.filter((rule) => !gone.includes(rule));
    return gone.length;
  }

  /** The effects that hit this call, in the order the rules were added; counts are used up by asking. */
  hit(method: string, bot: number): BotFaultEffect[] {
    const effects: BotFaultEffect[] = [];
    for (const rule of [...this.rules]) {
      if (!fits(rule.method, method) || (rule.bot !== undefined && rule.bot !== bot)) continue;
      if (rule.after !== undefined && rule.after > 0) {
        this.replace({ ...rule, after: rule.after - 1 });
        continue;
      }
      if (rule.share !== undefined && !this.diceOf(rule).isLuckyIn(rule.share)) continue;
      effects.push(rule.effect);
      if (rule.count === undefined) continue;
      if (rule.count <= 1) this.clear(rule.id);
      else this.replace({ ...rule, count: rule.count - 1 });
    }
    return effects;
  }

  private diceOf(rule: BotFaultRule): Dice {
    const known = this.dice.get(rule.id) ?? dice(rule.seed ?? rule.id);
    this.dice.set(rule.id, known);
    return known;
  }

  private replace(rule: BotFaultRule): void {
    this.rules = this.rules.map((other) => (other.id === rule.id ? rule : other));
    this.save(rule);
  }

  private save(rule: BotFaultRule): void {
    this.db
      .prepare('INSERT OR REPLACE INTO bot_fault_rules (id, rule) VALUES (?, ?)')
      .run(rule.id, JSON.stringify(rule));
  }
}

function fits(pattern: string, method: string): boolean {
  const escaped = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(method.toLowerCase());
}

/** How the journal names a fault. */
export function faultInWords(effect: BotFaultEffect, method: string): string {
  const how =
    effect.kind === 'lose'
      ? `lose-${effect.applied ? 'after' : 'before'}-${effect.how}`
      : effect.kind === 'http'
        ? `http-${effect.status}-${effect.applied ? 'after' : 'before'}`
        : effect.kind === 'error'
          ? `error-${effect.code}`
          : effect.kind;
  return `${how} ${method}`;
}
