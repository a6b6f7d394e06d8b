import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TalkView } from '../../view/chats.js';
import { get, problemOf } from '../frame/api.js';
import { Card, Empty, Foreign, Shown } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { clockTime, counted, moment, spaced } from '../frame/words.js';

type Message = TalkView['messages'][number];

/** The talk, once it was asked for: that somebody looked is kept by the server. */
export function Talk({
  path,
  name,
  character,
}: {
  path: string;
  name: string;
  character: string;
}): JSX.Element {
  const { session } = usePage();
  const [isOpen, setOpen] = useState(session.content === 'shown');
  const looked = useView<TalkView>(isOpen ? `${path}/talk` : null);
  return (
    <Card
      title="Talk"
      aside={
        isOpen ? (
          <button type="button" class="bare" onClick={() => setOpen(false)}>
            Hide
          </button>
        ) : null
      }
    >
      {isOpen ? (
        <Shown looked={looked}>
          {(talk) => <Messages talk={talk} path={path} name={name} character={character} />}
        </Shown>
      ) : session.content === 'never' ? (
        <Empty>Hidden: page.content in kindred.yaml shows no words.</Empty>
      ) : (
        <div class="hidden-words">
          <p>What was said stays hidden until you ask for it. That you looked is kept in the access log.</p>
          <button type="button" class="main" onClick={() => setOpen(true)}>
            Show the talk
          </button>
        </div>
      )}
    </Card>
  );
}

function Messages({
  talk,
  path,
  name,
  character,
}: {
  talk: TalkView;
  path: string;
  name: string;
  character: string;
}): JSX.Element {
  const { say } = usePage();
  const [older, setOlder] = useState<readonly Message[]>([]);
  const [before, setBefore] = useState<number | null>(talk.older);
  useEffect(() => {
    if (older.length === 0) setBefore(talk.older);
  }, [talk.older, older.length]);
  const messages = [...older, ...talk.messages.filter(({ row }) => !older.some((one) => one.row === row))];
  if (messages.length === 0) return <Empty>Nothing was said here, or it was erased.</Empty>;
  const more = (): void => {
    if (before === null) return;
    get<TalkView>(`${path}/talk?before=${before}`)
      .then((page) => {
        setOlder((known) => [...page.messages, ...known]);
        setBefore(page.older);
      })
      .catch((cause: unknown) => say(problemOf(cause).message, true));
  };
  return (
    <>
      {before === null ? null : (
        <button type="button" onClick={more}>
          Show what was said before
        </button>
      )}
      <ol class="talk" aria-label="What was said, oldest first">
        {messages.map((message, at) => (
          <Bubble
            key={message.row}
            message={message}
            before={messages[at - 1]}
            name={name}
            character={character}
          />
        ))}
      </ol>
    </>
  );
}

function Bubble({
  message,
  before,
  name,
  character,
}: {
  message: Message;
  before: Message | undefined;
  name: string;
  character: string;
}): JSX.Element {
  const { author, text, attachments, sentAt, editedAt, isRead, reactions, turn, skipped } = message;
  const day = moment(sentAt).slice(0, -7);
  const isNewDay = before === undefined || moment(before.sentAt).slice(0, -7) !== day;
  const who = author === 'person' ? name : author === 'operator' ? 'you, by hand' : character;
  return (
    <>
      {isNewDay ? (
        <li class="day">
          <span>{day}</span>
        </li>
      ) : null}
      <li class={`bubble ${author}`}>
        {before?.author === author && !isNewDay ? null : (
          <span class="who">
            <Foreign>{who}</Foreign>
          </span>
        )}
        <p>
          <Foreign>{text}</Foreign>
          {attachments === 0 ? null : <span class="quiet"> [{counted(attachments, 'attachment')}]</span>}
        </p>
        <span class="meta">
          {reactions.length === 0 ? null : <span class="reactions">{reactions.join('')}</span>}
          <time dateTime={new Date(sentAt).toISOString()}>{clockTime(sentAt)}</time>
          {editedAt === null ? null : <span>edited</span>}
          {isRead === true ? <span>read</span> : isRead === false ? <span>unread</span> : null}
          {skipped === null ? null : <span>{spaced(skipped)}</span>}
          {turn === null ? null : <a href={to(['turns', turn])}>turn</a>}
        </span>
      </li>
    </>
  );
}
