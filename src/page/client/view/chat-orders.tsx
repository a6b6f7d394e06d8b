import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatPageView } from '../../view/chats.js';
import { useOrder } from '../frame/use-order.js';

const paces = ['own', 'instant', 'brisk', 'natural'] as const;
const pauses = [
  [0, 'until released'],
  [30, 'for 30 minutes'],
  [120, 'for 2 hours'],
  [1_440, 'for a day'],
] as const;

/** Take over, release, propose, pace; let in and turn away. By the same orders as the command line. */
export function ChatOrders({
  chat,
  path,
  onDone,
}: {
  chat: ChatPageView;
  path: string;
  onDone: () => void;
}): JSX.Element {
  const { isBusy, mayChange, order } = useOrder();
  const [minutes, setMinutes] = useState(0);
  const { standing, admission, now } = chat;
  const give = (body: unknown, done: string): void => {
    order(`${path}/order`, body, done, onDone);
  };
  const isOff = isBusy || !mayChange;
  const byHand = standing.mode !== 'auto' || (standing.pausedUntil !== null && standing.pausedUntil > now);
  return (
    <div class="orders" role="group" aria-label="Orders for this chat">
      {admission?.state === 'waiting' || admission?.state === 'turned-away' ? (
        <button
          type="button"
          class="main"
          disabled={isOff}
          onClick={() => give({ do: 'let-in' }, 'They are let in; what they wrote is answered.')}
        >
          Let in
        </button>
      ) : null}
      {admission?.state === 'waiting' ? (
        <button
          type="button"
          disabled={isOff}
          onClick={() => give({ do: 'turned-away' }, 'They are turned away and get no answer any more.')}
        >
          Turn away
        </button>
      ) : null}
      {byHand ? (
        <button
          type="button"
          class="main"
          disabled={isOff}
          onClick={() =>
            give({ do: 'release' }, 'Released: the character writes again, and answers what waits.')
          }
        >
          Release
        </button>
      ) : null}
      {standing.mode === 'human' ? null : (
        <span class="joined">
          <button
            type="button"
            disabled={isOff}
            onClick={() =>
              give(
                { do: 'takeover', mode: 'human', ...(minutes === 0 ? {} : { forMs: minutes * 60_000 }) },
                'Taken over: the character is silent here.',
              )
            }
          >
            Take over
          </button>
          <select
            aria-label="How long it is taken over"
            value={minutes}
            disabled={isOff}
            onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          >
            {pauses.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </span>
      )}
      {standing.mode === 'copilot' ? null : (
        <button
          type="button"
          disabled={isOff}
          onClick={() =>
            give(
              { do: 'takeover', mode: 'copilot' },
              'You write; the character proposes, as drafts in the chat.',
            )
          }
        >
          Propose
        </button>
      )}
      <label>
        Pace
        <select
          value={standing.pace ?? 'own'}
          disabled={isOff}
          onChange={(event) => {
            const pace = event.currentTarget.value;
            give({ do: 'pace', pace: pace === 'own' ? null : pace }, `The pace here is ${pace} now.`);
          }}
        >
          {paces.map((pace) => (
            <option key={pace} value={pace}>
              {pace === 'own' ? "the character's own" : pace}
            </option>
          ))}
        </select>
      </label>
      {mayChange ? null : (
        <span class="quiet">The page only looks: page.allow in kindred.yaml lets it change things.</span>
      )}
    </div>
  );
}
