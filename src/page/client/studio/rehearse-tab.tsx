import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RehearsalView } from '../../studio/rehearsals.js';
import { problemOf, send } from '../frame/api.js';
import { Card, Facts } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { count, percent } from '../frame/words.js';
import { useFollowed } from './use-followed.js';

/** A week or more of its life in a minute, and the report of it. */
export function RehearseTab({ path, isChanged }: { path: string; isChanged: boolean }): JSX.Element {
  const { session, say } = usePage();
  const [days, setDays] = useState(7);
  const [rehearsal, setRehearsal] = useState<string | null>(null);
  const view = useFollowed(rehearsal === null ? null : `studio/rehearsals/${rehearsal}`, isRunningIn);
  const mayChange = session.allow === 'write';
  const isRunning = view !== null && isRunningIn(view);
  return (
    <Card title="Rehearse">
      <p class="note">
        The whole program on virtual time, with people who have habits, on the sandbox's own voice: it costs
        nothing.
        {isChanged ? ' It plays the file as it is saved, not the text in the editor.' : ''}
      </p>
      <div class="orders">
        <label>
          Days
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {[1, 7, 14, 30].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="main"
          disabled={!mayChange || isRunning}
          onClick={() => {
            send<{ rehearsal: string }>(session, `${path}/rehearsals`, { days })
              .then((started) => setRehearsal(started.rehearsal))
              .catch((cause: unknown) => say(problemOf(cause).message, true));
          }}
        >
          Rehearse
        </button>
        {isRunning && rehearsal !== null ? (
          <button
            type="button"
            onClick={() => {
              send(session, `studio/rehearsals/${rehearsal}`, {}, 'DELETE').catch((cause: unknown) =>
                say(problemOf(cause).message, true),
              );
            }}
          >
            Stop
          </button>
        ) : null}
      </div>
      {view === null ? null : view.state === 'running' ? (
        <>
          <progress max={1} value={view.share} aria-label="How far the rehearsal is" /> {percent(view.share)}
        </>
      ) : view.state === 'failed' ? (
        <p class="trouble" role="alert">
          The rehearsal ended: {view.problem}
        </p>
      ) : view.summary === null ? null : (
        <>
          <Facts
            facts={[
              [
                'Messages',
                `${count(view.summary.messages.fromPeople)} from people, ${count(view.summary.messages.fromCharacter)} from it`,
              ],
              [
                'Written first',
                `${count(view.summary.openers.sent)}, ${count(view.summary.openers.answered)} answered`,
              ],
              ['In its voice', percent(view.summary.inVoice)],
              [
                'Promises',
                Object.keys(view.summary.violations).length === 0
                  ? 'all kept'
                  : Object.keys(view.summary.violations).join(', '),
              ],
            ]}
          />
          <p>
            <a href={`api/studio/rehearsals/${rehearsal ?? ''}/report`} target="_blank" rel="noopener">
              Open the report
            </a>
          </p>
        </>
      )}
    </Card>
  );
}

const isRunningIn = ({ state }: RehearsalView): boolean => state === 'running';
