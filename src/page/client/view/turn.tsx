import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Shown as Words, ShownTurn } from '../../view/turns.js';
import { moodOf } from '../frame/moods.js';
import { Badge, Card, Empty, Facts, Foreign, Shown, Table } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { count, counted, duration, moment, share, spaced } from '../frame/words.js';
import { Timeline } from './timeline.js';

export function Turn({ id }: { id: string }): JSX.Element {
  const { session } = usePage();
  const [withWords, setWithWords] = useState(session.content === 'shown');
  const path = `turns/${encodeURIComponent(id)}`;
  const looked = useView<ShownTurn>(withWords ? `${path}?words=yes` : path, null);
  return (
    <>
      <Shown looked={looked}>
        {(turn) => (
          <>
            <p class="back">
              <a href={to(['chats', turn.conversation])}>The chat</a>
            </p>
            <h1>Turn {turn.turn}</h1>
            <p class="under">
              <Badge mood={moodOf(turn.outcome)}>{turn.outcome}</Badge>
              {turn.reason === null ? null : <span>{spaced(turn.reason)}</span>}
              <span>cause: {turn.cause}</span>
              <span>{moment(turn.startedAt)}</span>
            </p>
            {session.content === 'never' ? (
              <p class="note">Words are hidden: page.content in kindred.yaml shows none.</p>
            ) : turn.withWords ? null : (
              <div class="orders">
                <button type="button" class="main" onClick={() => setWithWords(true)}>
                  Show the words
                </button>
                <span class="quiet">That you looked is kept in the access log.</span>
              </div>
            )}
            <TurnBody turn={turn} />
          </>
        )}
      </Shown>
    </>
  );
}

function TurnBody({ turn }: { turn: ShownTurn }): JSX.Element {
  const { request, answer } = turn;
  const tokens = turn.layers.reduce((sum, layer) => sum + layer.tokens, 0);
  return (
    <>
      <Card title="Where the time went">
        <Timeline timings={turn.timings} />
      </Card>
      <div class="split even">
        <Card title="Decision">
          <Facts
            facts={Object.entries(turn.decision).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(', ') || '–' : String(value),
            ])}
          />
        </Card>
        <Card title={`Answers ${counted(turn.covers.length, 'message')}`}>
          {turn.covers.length === 0 ? <Empty>No message: the turn had another cause.</Empty> : null}
          {turn.covers.map((message) => (
            <Told key={message.remoteId} what={`#${message.remoteId}`} words={message} />
          ))}
        </Card>
      </div>
      <Card title="Layers of the prompt" aside={<span class="quiet">{count(tokens)} tokens, estimated</span>}>
        <Table
          caption="Layers of the prompt, in their order"
          rows={turn.layers.map((layer, at) => ({ ...layer, at }))}
          keyOf={({ at }) => at}
          empty="No prompt was put together: the words stand in the program, or nothing was said."
          columns={[
            { head: 'Layer', cell: ({ layer }) => layer },
            {
              head: 'Tokens',
              isNumber: true,
              cell: ({ tokens: own }) => count(own),
            },
            { head: 'Share', isNumber: true, spare: 1, cell: ({ tokens: own }) => share(own, tokens) },
            { head: 'Why it is in it', cell: ({ reason }) => reason, isWide: true },
          ]}
        />
      </Card>
      <Card
        title="Sent to the model"
        aside={
          request === null ? null : (
            <span class="quiet">
              {request.role}, at most {count(request.maxTokens)} tokens
            </span>
          )
        }
      >
        {request === null ? (
          <Empty>No model was asked.</Empty>
        ) : (
          <ol class="prompt">
            {request.system.map((block, at) => (
              <PromptBlock key={`system-${at}`} role="system" cache={block.cache} words={block} />
            ))}
            {request.messages.map((message, at) => (
              <PromptBlock key={`message-${at}`} role={message.role} cache={message.cache} words={message} />
            ))}
          </ol>
        )}
      </Card>
      <Card title="The model's answer">
        {answer === null ? (
          <Empty>Nothing came back, or nothing was asked.</Empty>
        ) : (
          <>
            <Told what={`stop: ${answer.stop}`} words={answer} />
            {answer.usage === null ? null : (
              <Facts
                facts={[
                  ['Tokens in', count(answer.usage.input)],
                  ['From the cache', count(answer.usage.cacheRead)],
                  ['Into the cache', count(answer.usage.cacheWrite)],
                  ['Tokens out', count(answer.usage.output)],
                ]}
              />
            )}
            <Table
              caption="Attempts"
              rows={answer.attempts.map((attempt, at) => ({ ...attempt, at }))}
              keyOf={({ at }) => at}
              empty="No attempt was kept."
              columns={[
                { head: 'Model', cell: ({ provider, model }) => `${provider}:${model}` },
                {
                  head: 'Outcome',
                  cell: ({ outcome }) => <Badge mood={outcome === 'ok' ? 'good' : 'warn'}>{outcome}</Badge>,
                },
                { head: 'Took', isNumber: true, cell: ({ ms }) => duration(ms) },
                { head: 'Detail', isWide: true, cell: ({ detail }) => detail ?? '–' },
              ]}
            />
          </>
        )}
      </Card>
      <Card title="Checks">
        <Table
          caption="Verdicts of the checks"
          rows={turn.checks.map((check, at) => ({ ...check, at }))}
          keyOf={({ at }) => at}
          empty="Nothing was judged: fixed words, or no draft."
          columns={[
            { head: 'Draft', cell: ({ draft }) => draft ?? 1 },
            { head: 'Check', cell: ({ check }) => check },
            { head: 'Verdict', cell: ({ verdict }) => <Badge mood={moodOf(verdict)}>{verdict}</Badge> },
            {
              head: 'Reason',
              isWide: true,
              cell: ({ reason }) => (reason === null ? '–' : <Foreign>{reason}</Foreign>),
            },
          ]}
        />
        {(answer?.turnedDown ?? []).map((down, at) => (
          <Told
            key={at}
            what={`turned down, draft ${down.draft}${down.part === 'bubble' ? ', one bubble' : ''}: ${down.check}`}
            words={down}
          />
        ))}
      </Card>
      <Card title={`Bubbles (${turn.bubbles.length})`}>
        {turn.bubbles.length === 0 ? <Empty>Nothing was said.</Empty> : null}
        {turn.bubbles.map((bubble) => (
          <Told
            key={bubble.position}
            what={
              <>
                <Badge mood={moodOf(bubble.state)}>{bubble.state}</Badge>{' '}
                {counted(bubble.attempts, 'attempt')}
                {bubble.reason === null ? '' : `, ${spaced(bubble.reason)}`}
              </>
            }
            words={bubble}
          />
        ))}
      </Card>
    </>
  );
}

function PromptBlock({
  role,
  cache,
  words,
}: {
  role: string;
  cache: string | null;
  words: Words;
}): JSX.Element {
  return (
    <li class={cache === null ? '' : 'breakpoint'}>
      <Told what={role} words={words} />
      {cache === null ? null : <p class="cache">cache breakpoint ({cache})</p>}
    </li>
  );
}

/** Words, or how many they are while they are hidden. */
function Told({ what, words: { text, length } }: { what: ComponentChildren; words: Words }): JSX.Element {
  return (
    <div class="told">
      <span class="what">{what}</span>
      {text === null ? (
        <span class="quiet">{counted(length, 'character')}, hidden</span>
      ) : text.length > 1_200 ? (
        <details>
          <summary>{counted(length, 'character')}</summary>
          <pre tabIndex={0}>{text}</pre>
        </details>
      ) : (
        <pre tabIndex={0}>{text}</pre>
      )}
    </div>
  );
}
