import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChatsView } from '../../view/chats.js';
import { Badge, Foreign, Shown, Table } from '../frame/parts.js';
import { replaceWith, to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { age, called, count } from '../frame/words.js';
import { lastWords, whoWrites } from './chat-words.js';

const states = [
  ['', 'every state'],
  ['unanswered', 'waiting for an answer'],
  ['left-to-you', 'left to you'],
  ['by-hand', 'taken over or paused'],
  ['knocking', 'waiting to be let in'],
  ['turned-away', 'turned away'],
  ['blocked', 'blocked us'],
] as const;

const atOnce = 50;

export function Chats({ query }: { query: URLSearchParams }): JSX.Element {
  const [account, state, named] = ['account', 'state', 'named'].map((name) => query.get(name) ?? '');
  const from = Math.max(0, Number(query.get('from') ?? 0) || 0);
  const wanted = new URLSearchParams({ from: String(from), most: String(atOnce) });
  if (account) wanted.set('account', account);
  if (state) wanted.set('state', state);
  if (named) wanted.set('named', named);
  const looked = useView<ChatsView>(`chats?${wanted.toString()}`);
  const go = (change: Readonly<Record<string, string>>): void =>
    replaceWith(to(['chats'], { account, state, named, ...change }));
  return (
    <>
      <h1>Chats</h1>
      <div class="filters" role="search">
        <Search value={named ?? ''} onSearch={(words) => go({ named: words })} />
        <label>
          State
          <select value={state} onChange={(event) => go({ state: event.currentTarget.value })}>
            {states.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          Account
          <select value={account} onChange={(event) => go({ account: event.currentTarget.value })}>
            <option value="">every account</option>
            {(looked.data?.accounts ?? []).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Shown looked={looked}>
        {(view) => (
          <ChatList
            view={view}
            from={from}
            isFiltered={Boolean(account) || Boolean(state) || Boolean(named)}
            onMove={(place) => go({ from: String(place) })}
          />
        )}
      </Shown>
    </>
  );
}

function ChatList({
  view,
  from,
  isFiltered,
  onMove,
}: {
  view: ChatsView;
  from: number;
  isFiltered: boolean;
  onMove: (from: number) => void;
}): JSX.Element {
  const { chats, total, now } = view;
  return (
    <section class="card" aria-label="Chats">
      <Table
        caption="Chats, those first in which somebody wrote last"
        rows={chats}
        keyOf={({ conversation }) => conversation}
        empty={
          isFiltered
            ? 'No chat is like that. Take a filter away to see more.'
            : 'Nobody has written yet. As soon as somebody writes to an account, the chat stands here.'
        }
        columns={[
          {
            head: 'Name',
            isWide: true,
            cell: ({ conversation, name, username, peer }) => (
              <a href={to(['chats', conversation])} class="name">
                <Foreign>{called(name, username, peer)}</Foreign>
              </a>
            ),
          },
          { head: 'Active', cell: ({ activeAt }) => age(activeAt, now) },
          {
            head: 'Waiting',
            isNumber: true,
            cell: ({ waiting }) => (waiting === 0 ? '–' : <Badge mood="warn">{count(waiting)}</Badge>),
          },
          {
            head: 'Who writes',
            cell: (chat) => {
              const { words, mood } = whoWrites(chat, now);
              return mood === 'good' ? (
                <span class="quiet">{words}</span>
              ) : (
                <Badge mood={mood}>{words}</Badge>
              );
            },
          },
          {
            head: 'Our last words',
            spare: 1,
            cell: (chat) => lastWords(chat).words,
          },
          { head: 'Character', spare: 2, cell: ({ character }) => character },
          { head: 'Account', spare: 2, cell: ({ account }) => account },
        ]}
      />
      {total <= atOnce && from === 0 ? null : (
        <nav class="pages" aria-label="Pages of the list">
          <button type="button" disabled={from === 0} onClick={() => onMove(Math.max(0, from - atOnce))}>
            Newer
          </button>
          <span>
            {total === 0
              ? '0'
              : `${count(Math.min(from + 1, total))} to ${count(Math.min(from + atOnce, total))}`}{' '}
            of {count(total)}
          </span>
          <button type="button" disabled={from + atOnce >= total} onClick={() => onMove(from + atOnce)}>
            Older
          </button>
        </nav>
      )}
    </section>
  );
}

/** Asks when whoever types has stopped for a moment. */
function Search({ value, onSearch }: { value: string; onSearch: (words: string) => void }): JSX.Element {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    if (words === value) return undefined;
    const timer = setTimeout(() => onSearch(words), 250);
    return () => clearTimeout(timer);
  }, [words, value, onSearch]);
  return (
    <label class="grow">
      Name, @username or id
      <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
    </label>
  );
}
