import { Api } from 'telegram';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ChannelResult } from '../../contract.js';
import type { Caller } from '../call.js';
import { presentPosition } from '../first-questions.js';
import type { Position } from './sequence.js';

/** What the update engine asks the server. */
export interface UpdateSource {
  state(): Promise<ChannelResult<Position>>;
  difference(from: Position): Promise<ChannelResult<Api.updates.TypeDifference>>;
}

/** Beyond this the server answers "too long" at once instead of slicing; 1,000 to 10,000 is advised for users. */
const PTS_TOTAL_LIMIT = 10_000;

export function updateSource(
  caller: Caller,
  deadline: Milliseconds,
  clock: Pick<Clock, 'now'>,
): UpdateSource {
  return {
    state() {
      return presentPosition((request) => caller.call(request, deadline), Math.floor(clock.now() / 1_000));
    },
    difference({ pts, qts, date }) {
      return caller.call(
        new Api.updates.GetDifference({ pts, qts, date, ptsTotalLimit: PTS_TOTAL_LIMIT }),
        deadline,
      );
    },
  };
}
