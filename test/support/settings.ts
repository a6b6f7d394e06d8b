import type { TurnSettings } from '../../src/conversation/loading/turn-settings.js';
import { promptTokens, windowMessages } from '../../src/context/window-size.js';

/** Settings of turns in tests: nothing remarkable, and no line while no model answers. */
export const turnSettings: TurnSettings = {
  windowMessages,
  pace: 'instant',
  takeoverMs: 1_800_000,
  promptTokens,
  staleAfterMs: 48 * 3_600_000,
  mostDrafts: 2,
  operator: 'Ada',
  processors: [{ kind: 'service', name: 'a test' }],
  outageLine: null,
  askBackupContactAfter: null,
};

export const runtimeLimits = {
  concurrentTurns: 8,
  mostInterrupts: 3,
  turnWatchdogMs: 180_000,
  concurrentSends: 8,
} as const;
