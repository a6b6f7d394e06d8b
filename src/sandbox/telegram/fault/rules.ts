import type { WorldDatabase } from '../world/database.js';

/** What goes wrong. `lose: swallow` applies the call and never answers; `cut` applies it and drops the connection. */
export type FaultEffect =
  | { readonly kind: 'error'; readonly code: number; readonly type: string }
  | { readonly kind: 'lose'; readonly how: 'swallow' | 'cut' }
  | { readonly kind: 'latency'; readonly ms: number }
  /** In the answer, objects of these constructors are of a newer layer than the client's; `*`: the whole answer. */
  | { readonly kind: 'newer-layer'; readonly constructors: readonly string[] }
  /** The authorization is taken away for good, answering this error from now on. */
  | { readonly kind: 'end-authorization'; readonly type: string };

export interface FaultRule {
  readonly id: number;
  /** A method name, or a pattern with `*` for any run of characters: `messages.*`, `*`. */
  readonly method: string;
  /** Only calls of this user; absent: everyone's. */
  readonly account?: number;
  /** How many more matching calls are hit; absent: all. */
  readonly count?: number;
  /** How many matching calls pass first. */
  readonly after?: number;
  readonly effect: FaultEffect;
}

export type NewFaultRule = Omit<FaultRule, 'id'>;

/** Faults on demand, kept on disk so that they outlive a restart of the sandbox. */
export class FaultRules {
  private rules: FaultRule[];
  private readonly save;
  private readonly drop;
  private nextId: number;

  constructor(db: WorldDatabase) {
    this.rules = db
      .prepare<[], { rule: string }>('SELECT rule FROM fault_rules ORDER BY id')
      .all()
      .map((row) => JSON.parse(row.rule) as FaultRule);
    this.nextId = (this.rules.at(-1)?.id ?? 0) + 1;
    this.save = db.prepare('INSERT OR REPLACE INTO fault_rules (id, rule) VALUES (?, ?)');
    this.drop = db.prepare('DELETE FROM fault_rules WHERE id = ?');
  }

  add(rule: NewFaultRule): FaultRule {
    const added = { ...rule, id: this.nextId };
    this.nextId += 1;
    this.rules.push(added);
    this.save.run(added.id, JSON.stringify(added));
    return added;
  }

  list(): readonly FaultRule[] {
    return this.rules;
  }

  clear(id?: number): number {
    const gone = this.rules.filter((rule) => id === undefined || rule.id === id);
    for (const rule of gone) this.drop.run(rule.id);
    this.rules = this.rules.filter((rule) => !gone.includes(rule));
    return gone.length;
  }

  /** The effects that hit this call, in the order the rules were added; counts are used up by asking. */
  hit(method: string, account: number | null): FaultEffect[] {
    if (this.rules.length === 0) return [];
    const effects: FaultEffect[] = [];
    for (const rule of [...this.rules]) {
      if (!matches(rule.method, method)) continue;
      if (rule.account !== undefined && rule.account !== account) continue;
      if (rule.after !== undefined && rule.after > 0) {
        this.replace({ ...rule, after: rule.after - 1 });
        continue;
      }
      effects.push(rule.effect);
      if (rule.count !== undefined) {
        if (rule.count <= 1) this.clear(rule.id);
        else this.replace({ ...rule, count: rule.count - 1 });
      }
    }
    return effects;
  }

  private replace(rule: FaultRule): void {
    this.rules = this.rules.map((other) => (other.id === rule.id ? rule : other));
    this.save.run(rule.id, JSON.stringify(rule));
  }
}

function matches(pattern: string, method: string): boolean {
  if (pattern === '*' || pattern === method) return true;
  if (!pattern.includes('*')) return false;
  const escaped = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(method);
}
