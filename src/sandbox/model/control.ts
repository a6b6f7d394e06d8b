import type { CallLog, LoggedCall } from './call-log.js';
import type { Latency } from './wire/deliver.js';
import type { Faults, FaultTerms, ModelFault, PlantedFault } from './faults.js';
import type { BehaviourTerms, Misbehaviour } from './voice/misbehaviour.js';
import type { Oddities } from './oddity/oddities.js';
import type { OddTerms } from './oddity/terms.js';
import type { PromptCache } from './prompt-cache.js';
import type { LineMatcher, Script, ScriptedLine } from './voice/script.js';
import type { WireUsage } from './wire/wire.js';

/** The server's handles as plain functions over JSON values, for whoever mounts them on a control port. */
export interface ModelControl {
  script(input: { lines: readonly ScriptedLine[] }): { queued: number };
  scriptWhen(input: { matcher: LineMatcher; line: ScriptedLine; count?: number }): { ok: true };
  clearScript(): { ok: true };
  misbehave(input: BehaviourTerms | null): { told: BehaviourTerms | null };
  behaviour(): { told: BehaviourTerms | null };
  /** Odd in these ways from now on, and in no others. */
  setOdd(terms: OddTerms): { odd: OddTerms };
  odd(): { odd: OddTerms; loads: number };
  addFault(input: { fault: ModelFault } & FaultTerms): { id: number };
  faults(): { faults: readonly PlantedFault[] };
  clearFaults(): { ok: true };
  setLatency(input: Partial<Latency>): Latency;
  setChunkBytes(input: { size: number | null }): { ok: true };
  /** The newest calls, oldest first; `last` limits how many. */
  calls(input?: { last?: number }): { count: number; calls: readonly LoggedCall[] };
  clearCalls(): { ok: true };
  /** Tokens of all answered calls since the start or `clearCalls`. */
  usage(): { calls: number } & WireUsage;
  /** Forgets every cached prefix. */
  clearCache(): { ok: true };
}

interface Controlled {
  readonly script: Script;
  readonly misbehaviour: Misbehaviour;
  readonly faults: Faults;
  readonly oddities: Oddities;
  readonly calls: CallLog;
  readonly cache: PromptCache;
  readonly latency: Latency;
}

export function modelControl(
  state: Controlled,
  set: { setLatency: (latency: Partial<Latency>) => void; setChunkBytes: (size: number | null) => void },
): ModelControl {
  const done = (action: () => void): { ok: true } => {
    action();
    return { ok: true };
  };
  return {
    script: ({ lines }) => {
      state.script.push(...lines);
      return { queued: state.script.left };
    },
    scriptWhen: ({ matcher, line, count }) =>
      done(() => {
        state.script.when(matcher, line, count);
      }),
    clearScript: () =>
      done(() => {
        state.script.clear();
      }),
    misbehave: (terms) => {
      state.misbehaviour.set(terms);
      return { told: terms };
    },
    behaviour: () => ({ told: state.misbehaviour.current }),
    setOdd: (terms) => {
      state.oddities.set(terms);
      return { odd: terms };
    },
    odd: () => ({ odd: state.oddities.current, loads: state.oddities.loads }),
    addFault: ({ fault, ...terms }) => ({ id: state.faults.add(fault, terms) }),
    faults: () => ({ faults: state.faults.list() }),
    clearFaults: () =>
      done(() => {
        state.faults.clear();
      }),
    setLatency: (latency) => {
      set.setLatency(latency);
      return state.latency;
    },
    setChunkBytes: ({ size }) =>
      done(() => {
        set.setChunkBytes(size);
      }),
    calls: (input) => ({
      count: state.calls.count,
      calls: input?.last === undefined ? state.calls.list() : state.calls.list().slice(-input.last),
    }),
    clearCalls: () =>
      done(() => {
        state.calls.clear();
      }),
    usage: () => ({ calls: state.calls.count, ...state.calls.totals }),
    clearCache: () =>
      done(() => {
        state.cache.clear();
      }),
  };
}
