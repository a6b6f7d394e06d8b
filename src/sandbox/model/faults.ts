/** What goes wrong on demand, in values that JSON can carry. */
export type ModelFault =
  /** 429; `retryAfter` in seconds or as an HTTP date, `retryAfterMs` in milliseconds; neither means no header. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number | string; readonly retryAfterMs?: number }
  /** 529, or another status that means the same. */
  | { readonly kind: 'overloaded'; readonly status?: number; readonly retryAfter?: number | string }
  /** 500, or another. */
  | { readonly kind: 'server-error'; readonly status?: number }
  /** 401. */
  | { readonly kind: 'unauthorized' }
  /** 429 with the code of a spend limit, which no wait cures. */
  | { readonly kind: 'spend-limit' }
  /** 400 with this message. */
  | { readonly kind: 'invalid-request'; readonly message?: string }
  /** Nothing more is sent: before the first byte, or after the first piece of text. The connection stays open. */
  | { readonly kind: 'stall'; readonly when: 'before' | 'mid' }
  /** The connection is destroyed: before the first byte, or after the first piece of text. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'mid' }
  /** 200 with invalid JSON in an event, with bytes that are no events, or with an HTML page. */
  | { readonly kind: 'garbage'; readonly shape: 'json' | 'sse' | 'html' }
  /** An `error` event after the first piece of text (a 529 where the request was not streamed). */
  | { readonly kind: 'stream-error'; readonly type?: string }
  /** A proper answer that stops with `refusal`. */
  | { readonly kind: 'refusal' }
  /** A proper answer without any text. */
  | { readonly kind: 'empty' }
  /** A proper answer that stops with `max_tokens` halfway. */
  | { readonly kind: 'length' };

export interface FaultTerms {
  /** How many requests it hits; 1 when absent. */
  readonly count?: number;
  /** Only requests for this model. */
  readonly model?: string;
  /** How many matching requests pass first; 0 when absent. */
  readonly after?: number;
}

export interface PlantedFault {
  readonly id: number;
  readonly fault: ModelFault;
  readonly model?: string;
  readonly left: number;
  readonly used: number;
}

/** Faults wait here until a request meets them. The first planted that matches is taken. */
export class Faults {
  #planted: { id: number; fault: ModelFault; model?: string; skip: number; left: number; used: number }[] =
    [];
  #nextId = 1;

  add(fault: ModelFault, terms: FaultTerms = {}): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#planted.push({
      id,
      fault,
      skip: terms.after ?? 0,
      left: terms.count ?? 1,
      used: 0,
      ...(terms.model !== undefined && { model: terms.model }),
    });
    return id;
  }

  /** What the next request for this model meets. */
  take(model: string): ModelFault | undefined {
    for (const planted of this.#planted) {
      if (planted.left === 0 || (planted.model !== undefined && planted.model !== model)) continue;
      if (planted.skip > 0) {
        planted.skip -= 1;
        continue;
      }
      planted.left -= 1;
      planted.used += 1;
      return planted.fault;
    }
    return undefined;
  }

  list(): readonly PlantedFault[] {
    return this.#planted.map(({ id, fault, model, left, used }) => ({
      id,
      fault,
      left,
      used,
      ...(model !== undefined && { model }),
    }));
  }

  clear(): void {
    this.#planted = [];
  }
}
