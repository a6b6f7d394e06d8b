import type { JSX } from 'preact';
import type { ShownTurn } from '../../view/turns.js';
import { Empty } from '../frame/parts.js';
import { duration } from '../frame/words.js';

const stretches = [
  ['started', 'waiting for its turn'],
  ['asked', 'our own time'],
  ['firstText', 'until the first words'],
  ['answered', 'the rest of the answer'],
  ['committed', 'checked and committed'],
] as const;

/** The time of a turn as stretches side by side, and the same as a list. */
export function Timeline({ timings }: { timings: ShownTurn['timings'] }): JSX.Element {
  let before = 0;
  const parts = stretches.flatMap(([moment, words]) => {
    const until = timings[moment];
    if (until === undefined) return [];
    const took = Math.max(0, until - before);
    before = Math.max(before, until);
    return [{ moment, words, took }];
  });
  const whole = parts.reduce((sum, { took }) => sum + took, 0);
  if (parts.length === 0) return <Empty>No time was kept.</Empty>;
  return (
    <>
      <div class="timeline" aria-hidden="true">
        {parts.map(({ moment, took }) => (
          <span key={moment} class={moment} style={{ flexGrow: String(Math.max(took, whole / 200)) }} />
        ))}
      </div>
      <ul class="legend">
        {parts.map(({ moment, words, took }) => (
          <li key={moment}>
            <span class={`dot ${moment}`} aria-hidden="true" />
            {words} <b>{duration(took)}</b>
          </li>
        ))}
        <li>
          in all <b>{duration(whole)}</b>
        </li>
      </ul>
    </>
  );
}
