import type { Config } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';

/** What became of new settings. Names of sections of kindred.yaml, and `accounts` for the files beside it. */
export interface ReloadView {
  /** Counts from now on. */
  readonly live: readonly string[];
  /** Counts from the next start on. */
  readonly atRestart: readonly string[];
}

export interface LiveConfigParts {
  readonly config: Config;
  /** Read all settings anew. @throws OperatorError that lists everything wrong with them */
  readonly reread: () => Config;
  readonly report: { changed(view: ReloadView, next: Config): void; broken(problem: OperatorError): void };
}

type Section = { readonly name: string; readonly of: (config: Config) => unknown; readonly isLive: boolean };

/** The sections that are asked for each time they matter; every other one is built into the run. */
const sections: readonly Section[] = [
  { name: 'logLevel', of: ({ logLevel }) => logLevel, isLive: true },
  { name: 'budget', of: ({ budget }) => budget, isLive: true },
  { name: 'models.prices', of: ({ models }) => models.prices, isLive: true },
  {
    name: 'people',
    of: ({ people, accounts }) => [people, accounts.map((account) => [account.id, account.people])],
    isLive: true,
  },
  { name: 'models', of: ({ models: { prices: _prices, ...models } }) => models, isLive: false },
  {
    name: 'accounts',
    of: ({ accounts }) => accounts.map(({ people: _people, ...account }) => account),
    isLive: false,
  },
];

const others = (config: Config): readonly Section[] => {
  const known = new Set(['logLevel', 'budget', 'people', 'models', 'accounts']);
  return (Object.keys(config) as (keyof Config)[])
    .filter((name) => !known.has(name))
    .map((name) => ({ name, of: (one) => one[name], isLive: false }));
};

/** The settings of a run as they are now. What cannot change while it runs stays as it was at its start. */
export class LiveConfig {
  private current: Config;

  constructor(private readonly parts: LiveConfigParts) {
    this.current = parts.config;
  }

  get config(): Config {
    return this.current;
  }

  /** Read the settings anew; with a mistake in them everything stays as it is. @throws OperatorError that says which */
  reload(): ReloadView {
    const next = this.reread();
    const started = this.parts.config;
    const changed = [...sections, ...others({ ...started, ...next })].filter(({ of, isLive }) => {
      const before = of(isLive ? this.current : started);
      return JSON.stringify(before) !== JSON.stringify(of(next));
    });
    this.current = next;
    const view = {
      live: changed.filter(({ isLive }) => isLive).map(({ name }) => name),
      atRestart: changed.filter(({ isLive }) => !isLive).map(({ name }) => name),
    };
    this.parts.report.changed(view, next);
    return view;
  }

  private reread(): Config {
    try {
      return this.parts.reread();
    } catch (cause) {
      if (cause instanceof OperatorError) this.parts.report.broken(cause);
      throw cause;
    }
  }
}
