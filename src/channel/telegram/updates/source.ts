import { Api } from 'telegram';
import type { Milliseconds } from '../../../core/clock.js';
import type { ChannelResult } from '../../contract.js';
import type { Caller } from '../call.js';
import { toPosition } from './cursor.js';
import type { Position } from './sequence.js';

/** What the update engine asks the server. */
export interface UpdateSource {
  state(): Promise<ChannelResult<Position>>;
  difference(from: Position): Promise<ChannelResult<Api.updates.TypeDifference>>;
}

/** Beyond this the server answers "too long" at once instead of slicing; 1,000 to 10,000 is advised for users. */
const PTS_TOTAL_LIMIT = 10_000;

export function updateSource(caller: Caller, deadline: Milliseconds): UpdateSource {
  return {
    async state() {
      const answer = await caller.call(new Api.updates.GetState(), deadline);
      return answer.ok ? { ok: true, value: toPosition(answer.value) } : answer;
    },
    difference({ pts, qts, date }) {
      return caller.call(
        new Api.updates.GetDifference({ pts, qts, date, ptsTotalLimit: PTS_TOTAL_LIMIT }),
        deadline,
      );
    },
  };
}
