import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import type { Character } from '../../character/character.js';
import { loadCharacter } from '../../character/load.js';
import type { Summary } from '../../rehearsal/summary.js';
import type { PageParts } from '../source/page-parts.js';
import { goodOrRefused } from './characters.js';

interface Rehearsal {
  readonly character: string;
  readonly days: number;
  readonly startedAt: Milliseconds;
  readonly stop: AbortController;
  share: number;
  outcome:
    | { readonly state: 'running' }
    | { readonly state: 'done'; readonly html: string; readonly summary: Summary }
    | { readonly state: 'failed'; readonly problem: string };
}

/** Reports that stay to be looked at; `kindred rehearse` keeps them for good. */
const mostKept = 5;

/** Weeks of a character's life in a minute, one at a time, on the sandbox's own model: they cost nothing. */
export class Rehearsals {
  private readonly known = new Map<string, Rehearsal>();
  private started = 0;

  constructor(private readonly parts: Pick<PageParts, 'config' | 'secrets' | 'clock'>) {}

  start(id: string, days: number): { readonly rehearsal: string } {
    const { config, clock } = this.parts;
    if ([...this.known.values()].some(({ outcome }) => outcome.state === 'running')) {
      throw new OperatorError('a rehearsal is under way', 'wait for it, or stop it');
    }
    const { character } = goodOrRefused(loadCharacter(config.charactersFolder, id), id);
    this.started += 1;
    const rehearsal = `${clock.now()}-${this.started}`;
    const one: Rehearsal = {
      character: id,
      days,
      startedAt: clock.now(),
      stop: new AbortController(),
      share: 0,
      outcome: { state: 'running' },
    };
    this.known.set(rehearsal, one);
    for (const oldest of [...this.known.keys()].slice(0, -mostKept)) this.known.delete(oldest);
    this.run(one, character).catch((cause: unknown) => {
      const problem =
        cause instanceof OperatorError ? cause.message : 'the rehearsal broke; see "kindred rehearse"';
      one.outcome = { state: 'failed', problem };
    });
    return { rehearsal };
  }

  look(rehearsal: string) {
    const { character, days, share, outcome } = this.named(rehearsal);
    return {
      character,
      days,
      share,
      state: outcome.state,
      problem: outcome.state === 'failed' ? outcome.problem : null,
      summary: outcome.state === 'done' ? outcome.summary : null,
    };
  }

  /** The report as a page of its own. */
  report(rehearsal: string): string {
    const { outcome } = this.named(rehearsal);
    if (outcome.state !== 'done') throw new OperatorError('the rehearsal is not over', 'wait for it');
    return outcome.html;
  }

  stop(rehearsal: string): void {
    this.named(rehearsal).stop.abort();
  }

  close(): void {
    for (const { stop } of this.known.values()) stop.abort();
  }

  private async run(one: Rehearsal, character: Character): Promise<void> {
    const { config, secrets } = this.parts;
    const { runRehearsal, usualStart } = await import('../../rehearsal/stage.js');
    const { readPeople } = await import('../../rehearsal/read-people.js');
    const report = await runRehearsal({
      config,
      secrets,
      character,
      people: readPeople('mixed', ''),
      days: one.days,
      seed: 1,
      startsAt: usualStart,
      restarts: 0,
      outages: 0,
      losesAccount: false,
      model: { kind: 'sandbox' },
      onProgress: (share) => (one.share = share),
      stop: one.stop.signal,
    });
    one.outcome =
      report === null
        ? { state: 'failed', problem: 'it was stopped' }
        : { state: 'done', html: report.html, summary: report.summary };
  }

  private named(rehearsal: string): Rehearsal {
    const found = this.known.get(rehearsal);
    if (!found) throw new OperatorError('this rehearsal is not known any more', 'start another one');
    return found;
  }
}

export type RehearsalView = ReturnType<Rehearsals['look']>;
