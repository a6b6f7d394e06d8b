import type { ModelNote } from './contract.js';

/** What was found out about one model of one provider. */
export interface ModelFact {
  readonly provider: string;
  readonly model: string;
  /** Tokens it is given beside the answer, because its thinking left no room. */
  readonly room: number;
  /** The most tokens of a prompt it is known to read; null where nothing was left unread. */
  readonly reads: number | null;
  /** Parameters it is asked without, or in a plainer way. */
  readonly without: readonly string[];
  /** It answers in prose where JSON is asked for, however it is asked. */
  readonly speaksNoJson: boolean;
}

/** Steps of the room that a model's thinking is given beside the answer; past the last one another model is asked. */
const rooms = [2_000, 8_000] as const;

type Changing = { -readonly [Key in keyof ModelFact]: ModelFact[Key] };

/** What was found out about the models in this run: for asking them as they are, and for showing it to the operator. */
export class ModelFacts {
  private readonly facts = new Map<string, Changing>();

  of(provider: string, model: string): ModelFact {
    return this.at(provider, model);
  }

  /** Everything that is not as it should be, in the order it was found. */
  list(): readonly ModelFact[] {
    return [...this.facts.values()].filter(
      ({ room, reads, without, speaksNoJson }) =>
        room > 0 || reads !== null || without.length > 0 || speaksNoJson,
    );
  }

  note(provider: string, model: string, note: ModelNote): void {
    const fact = this.at(provider, model);
    if (note.kind === 'asked-plainer') fact.without = [...new Set([...fact.without, note.parameter])];
    else if (note.kind === 'prompt-cut') this.readsAtMost(provider, model, note.read);
  }

  /** The next larger room; null where it has the largest. */
  giveRoom(provider: string, model: string): number | null {
    const fact = this.at(provider, model);
    const next = rooms.find((tokens) => tokens > fact.room) ?? null;
    if (next !== null) fact.room = next;
    return next;
  }

  readsAtMost(provider: string, model: string, tokens: number): void {
    const fact = this.at(provider, model);
    fact.reads = Math.min(fact.reads ?? tokens, tokens);
  }

  /** True the first time. */
  saidNoJson(provider: string, model: string): boolean {
    const fact = this.at(provider, model);
    const isNew = !fact.speaksNoJson;
    fact.speaksNoJson = true;
    return isNew;
  }

  private at(provider: string, model: string): Changing {
    const key = `${provider}:${model}`;
    const fact = this.facts.get(key) ?? {
      provider,
      model,
      room: 0,
      reads: null,
      without: [],
      speaksNoJson: false,
    };
    this.facts.set(key, fact);
    return fact;
  }
}
