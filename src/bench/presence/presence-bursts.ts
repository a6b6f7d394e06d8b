import type { Fact } from '../../sandbox/telegram/world/journal.js';

export interface BurstVerdict {
  readonly trials: number;
  /** The sum of the three that follow. */
  readonly wrong: number;
  readonly unanswered: number;
  /** Something was answered before the burst was over. */
  readonly answeredInParts: number;
  readonly answeredTwice: number;
  /**
   * Bursts that are none: this machine paused between two messages for longer than the model thinks, so both may be
   * answered. Counted as right unless unanswered.
   */
  readonly late: number;
}

interface Trial {
  readonly saidAt: number[];
  readonly answeredAt: number[];
  readonly replies: Set<string>;
}

/**
 * What became of bursts by what the sandbox saw: each is to get one reply, of one or more bubbles, behind its last message.
 * @param facts everything around the account; messages of a burst read `trial 12 part 1 of 3`
 * @param replyOf which reply a bubble belongs to, by its random id
 * @param thinkingMs how long the model thinks at the least
 */
export function judgeBursts(
  facts: readonly Fact[],
  account: number,
  trials: number,
  thinkingMs: number,
  replyOf: ReadonlyMap<string, string>,
): BurstVerdict {
  const latest = new Map<number, Trial>();
  const found = new Map<number, Trial>();
  for (const { kind, actor, peer, at, text = '', randomId = '' } of facts) {
    if (kind !== 'message') continue;
    if (actor === account) {
      latest.get(peer)?.answeredAt.push(at);
      latest.get(peer)?.replies.add(replyOf.get(randomId) ?? randomId);
      continue;
    }
    const number = Number(/^trial (\d+) part/u.exec(text)?.[1]);
    if (Number.isNaN(number)) continue;
    const trial = found.get(number) ?? { saidAt: [], answeredAt: [], replies: new Set() };
    trial.saidAt.push(at);
    found.set(number, trial);
    latest.set(actor, trial);
  }
  const count = { unanswered: 0, answeredInParts: 0, answeredTwice: 0, late: 0 };
  for (let number = 0; number < trials; number += 1) {
    const verdict = judge(found.get(number), thinkingMs);
    if (verdict !== null) count[verdict] += 1;
  }
  return { trials, wrong: count.unanswered + count.answeredInParts + count.answeredTwice, ...count };
}

function judge(
  trial: Trial | undefined,
  thinkingMs: number,
): 'unanswered' | 'late' | 'answeredInParts' | 'answeredTwice' | null {
  const over = trial?.saidAt.at(-1);
  if (trial === undefined || over === undefined) return 'unanswered';
  if (!trial.answeredAt.some((at) => at >= over)) return 'unanswered';
  if (longestGap(trial.saidAt) >= thinkingMs) return 'late';
  if (trial.answeredAt.some((at) => at < over)) return 'answeredInParts';
  return trial.replies.size > 1 ? 'answeredTwice' : null;
}

function longestGap(times: readonly number[]): number {
  return Math.max(0, ...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}
