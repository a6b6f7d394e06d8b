import { dice, type Dice } from '../../../lib/dice.js';

export type ServiceFaultEffect =
  /** The answer does not come: the call was carried out, or it was not. */
  | { readonly kind: 'lose'; readonly applied: boolean; readonly how: 'reset' | 'silence' }
  /** A proxy's page in the place of an answer. */
  | { readonly kind: 'http'; readonly status: number; readonly applied: boolean }
  /** The service's own refusal, with its code; nothing was done. */
  | { readonly kind: 'error'; readonly code: number }
  /** Taken, and refused later by a status. */
  | { readonly kind: 'fails-later'; readonly code: number }
  | { readonly kind: 'latency'; readonly ms: number }
  /** Of what is handed over: twice, in another order, or not at all. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'reorder' }
  | { readonly kind: 'drop' };

export interface ServiceFaultRule {
  readonly id: number;
  /** A call by its name, `webhook` for deliveries, or `*`. */
  readonly at: string;
  /** How many more are hit; all when left out. */
  readonly count?: number;
  /** The share of them that is hit, 0 to 1; with `seed` the same ones each time. */
  readonly share?: number;
  readonly seed?: number;
  readonly effect: ServiceFaultEffect;
}

/** What is made to go wrong on demand, in the order it was asked for. */
export class ServiceFaults {
  private rules: (ServiceFaultRule & { readonly dice: Dice })[] = [];
  private made = 0;

  add(rule: Omit<ServiceFaultRule, 'id'>): ServiceFaultRule {
    this.made += 1;
    const added = { ...rule, id: this.made, dice: dice(rule.seed ?? this.made) };
    this.rules.push(added);
    return shown(added);
  }

  list(): readonly ServiceFaultRule[] {
    return this.rules.map(shown);
  }

  clear(): number {
    const gone = this.rules.length;
    this.rules = [];
    return gone;
  }

  /** Those that hit this call; counts are used up by asking. */
  hit(at: string): readonly ServiceFaultEffect[] {
    const effects: ServiceFaultEffect[] = [];
    for (const rule of [...this.rules]) {
      if (rule.at !== '*' && rule.at !== at) continue;
      if (rule.share !== undefined && !rule.dice.isLuckyIn(rule.share)) continue;
      effects.push(rule.effect);
      if (rule.count === undefined) continue;
      this.rules = this.rules.flatMap((one) => {
        if (one !== rule) return [one];
        return rule.count === undefined || rule.count <= 1 ? [] : [{ ...rule, count: rule.count - 1 }];
      });
    }
    return effects;
  }
}

function shown({ dice: _dice, ...rule }: ServiceFaultRule & { readonly dice: Dice }): ServiceFaultRule {
  return rule;
}
