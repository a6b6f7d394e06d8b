import type { ModelProvider } from '../model/contract.js';

/** Knows which calls are under way: real time has to pass for them, and virtual time must not. */
export class Traffic {
  private readonly open = new Set<Promise<unknown>>();

  /** @param quietRounds rounds of the event loop after which nothing happens any more; more of them with sockets */
  constructor(private readonly quietRounds: number) {}

  watch(provider: ModelProvider): ModelProvider {
    return {
      name: provider.name,
      generate: (request, options) => {
        const call = provider.generate(request, options);
        this.open.add(call);
        const close = (): void => void this.open.delete(call);
        call.then(close, close);
        return call;
      },
    };
  }

  /** Resolves when nothing can happen any more without time passing. */
  async rested(): Promise<void> {
    for (let quiet = 0; quiet < this.quietRounds; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.open.size === 0) continue;
      await Promise.allSettled([...this.open]);
      quiet = 0;
    }
  }
}
