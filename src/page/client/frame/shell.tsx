import { Component, type ComponentChildren, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from './api.js';
import { send } from './api.js';
import type { LiveState } from './live.js';
import { usePage } from './page-context.js';
import { to, useRoute, type Route } from './route.js';
import { AccountPage, Accounts } from '../view/accounts.js';
import { Chat } from '../view/chat.js';
import { Chats } from '../view/chats.js';
import { Cost } from '../view/cost.js';
import { Duties } from '../view/duties.js';
import { Gate } from '../view/gate.js';
import { Log } from '../view/log.js';
import { Now } from '../view/now.js';
import { Studio } from '../view/studio.js';
import { Turn } from '../view/turn.js';
import { WritingFirst } from '../view/writing-first.js';

const places = [
  { name: 'now', title: 'Now' },
  { name: 'chats', title: 'Chats' },
  { name: 'writing-first', title: 'Writing first' },
  { name: 'gate', title: 'Gate' },
  { name: 'cost', title: 'Cost' },
  { name: 'accounts', title: 'Accounts' },
  { name: 'duties', title: 'Duties' },
  { name: 'log', title: 'Log' },
  { name: 'studio', title: 'Studio' },
] as const;

/** The frame around every view: where one is, whether the page is live, and the view itself. */
export function Shell(): JSX.Element {
  const route = useRoute();
  const { session } = usePage();
  const [place = 'now', id] = route.parts;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const title = places.find(({ name }) => name === place)?.title ?? (place === 'turns' ? 'Turn' : 'Kindred');
  useEffect(() => {
    document.title = `${title} · Kindred`;
    // Whoever hears the page is told that another one stands there; the first load is no move.
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus();
    scrollTo(0, 0);
    // On a narrow screen the views stand in a row that is longer than it.
    document.querySelector('.bar [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [place, id, title]);
  const at = place === 'turns' ? 'chats' : place;
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the view
      </a>
      <header class="bar">
        <a class="brand" href={to(['now'])}>
          <img src="icon.svg" alt="" width="28" height="28" />
          <span>Kindred</span>
        </a>
        <nav aria-label="Views">
          <ul>
            {places.map(({ name, title: text }) => (
              <li key={name}>
                <a href={to([name])} aria-current={name === at ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="ends">
          <LiveSign />
          <span class="right-to">{session.allow === 'write' ? 'may change things' : 'read-only'}</span>
          <ThemeButton />
          <SignOut session={session} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Fence key={route.parts.join('/')}>{viewOf(place, id, route)}</Fence>
      </main>
    </div>
  );
}

function viewOf(place: string, id: string | undefined, route: Route): JSX.Element {
  switch (place) {
    case 'now':
      return <Now />;
    case 'chats':
      return id === undefined ? <Chats query={route.query} /> : <Chat id={id} />;
    case 'turns':
      return <Turn id={id ?? ''} />;
    case 'writing-first':
      return <WritingFirst />;
    case 'gate':
      return <Gate />;
    case 'cost':
      return <Cost />;
    case 'accounts':
      return id === undefined ? <Accounts /> : <AccountPage id={id} />;
    case 'duties':
      return <Duties />;
    case 'log':
      return <Log />;
    case 'studio':
      return <Studio name={id} />;
    default:
      return (
        <p class="empty">
          There is no such view. <a href={to(['now'])}>Back to Now</a>
        </p>
      );
  }
}

function LiveSign(): JSX.Element {
  const { live } = usePage();
  const [state, setState] = useState<LiveState>(live.state);
  useEffect(() => live.onState(setState), [live]);
  return (
    <span class={`live ${state}`} role="status">
      {state === 'live' ? 'live' : 'connection lost, trying again'}
    </span>
  );
}

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

function storedTheme(): Theme {
  return themes.find((theme) => theme === localStorage.getItem('kindred-theme')) ?? 'auto';
}

function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(storedTheme);
  useEffect(() => {
    localStorage.setItem('kindred-theme', theme);
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
  return (
    <button
      type="button"
      class="bare"
      onClick={() => setTheme(next)}
      aria-label={`Colours: ${theme}; change to ${next}`}
    >
      {theme === 'auto' ? '◐' : theme === 'light' ? '☀' : '☾'}
    </button>
  );
}

function SignOut({ session }: { session: Session }): JSX.Element {
  const { signedOut, say } = usePage();
  return (
    <button
      type="button"
      class="bare"
      onClick={() => {
        send(session, 'session', {}, 'DELETE')
          .then(() => signedOut('This browser is signed out.'))
          .catch((cause: unknown) => say(String(cause), true));
      }}
    >
      Sign out
    </button>
  );
}

/** What breaks in one view takes none of the others along. */
class Fence extends Component<{ children: ComponentChildren }, { broken: string | null }> {
  override state = { broken: null };

  static override getDerivedStateFromError(error: unknown): { broken: string } {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  override render(): ComponentChildren {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    return (
      <p class="trouble" role="alert">
        This view broke ({broken}). Load the page again; the other views work.
      </p>
    );
  }
}
