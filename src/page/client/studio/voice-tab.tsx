import type { JSX } from 'preact';
import type { DriftView } from '../../studio/drift.js';
import { Card, Empty, Shown } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { count, counted } from '../frame/words.js';

/** How far what it said is from its own voice, talk by talk. */
export function VoiceTab({ path }: { path: string }): JSX.Element {
  const looked = useView<DriftView>(`${path}/drift`, null);
  return (
    <Card title="Likeness to its own voice">
      <Shown looked={looked}>
        {({ samples, accepted, talks }) => (
          <>
            <p class="note">
              Learnt from {counted(samples, 'sample line')} and {counted(accepted, 'reply', 'replies')} of its
              own, from the file as it is saved. Below the line is outside its band.
            </p>
            {talks.length === 0 ? (
              <Empty>It has not said anything yet. Talk with it, or let it serve somebody.</Empty>
            ) : null}
            {talks.map(({ conversation, scores, outside }) => (
              <figure key={conversation} class="drift">
                <figcaption>
                  <a href={to(['chats', conversation])}>{conversation}</a>
                  <span class="quiet">
                    {count(scores.length)} turns, now {(scores.at(-1) ?? 1).toFixed(2)},{' '}
                    {outside === 0 ? 'never outside' : `${count(outside)} outside`}
                  </span>
                </figcaption>
                <Line scores={scores} />
              </figure>
            ))}
          </>
        )}
      </Shown>
    </Card>
  );
}

const width = 600;
const height = 60;

function Line({ scores }: { scores: readonly number[] }): JSX.Element {
  const step = scores.length < 2 ? width : width / (scores.length - 1);
  const points = scores.map((score, at) => `${(at * step).toFixed(1)},${((1 - score) * height).toFixed(1)}`);
  const only = points.length === 1 ? [...points, `${width},${points[0]?.split(',')[1] ?? 0}`] : points;
  return (
    <svg
      viewBox={`0 -2 ${width} ${height + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Likeness by turn: ${scores
        .map((score) => score.toFixed(2))
        .slice(-20)
        .join(', ')}`}
    >
      <line x1="0" x2={width} y1={height / 2} y2={height / 2} class="edge" />
      <polyline points={only.join(' ')} class="line" />
    </svg>
  );
}
