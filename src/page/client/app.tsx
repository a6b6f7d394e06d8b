import { render, type JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { get, problemOf, send, type Session } from './frame/api.js';
import { Live } from './frame/live.js';
import { Context } from './frame/page-context.js';
import { Shell } from './frame/shell.js';
import { SignIn } from './frame/sign-in.js';
import './style.css';

/** A link into the page carries its secret behind the `#`: it reaches no log of a server or proxy on its way. */
async function comeIn(): Promise<Session> {
  const [, link] = /^#in=([\w-]+)$/u.exec(location.hash) ?? [];
  if (link !== undefined) {
    history.replaceState(null, '', '#/now');
    await send(null, 'session', { link });
  }
  return get<Session>('session');
}

function App(): JSX.Element {
  const [session, setSession] = useState<Session | null>(null);
  const [outside, setOutside] = useState<string | null>(null);
  const [said, setSaid] = useState<{ words: string; isProblem: boolean } | null>(null);
  const silence = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const live = useMemo(() => new Live(), []);

  const enter = useCallback(() => {
    comeIn()
      .then((found) => {
        setSession(found);
        setOutside(null);
        live.open();
      })
      .catch((cause: unknown) => setOutside(problemOf(cause).message));
  }, [live]);
  useEffect(enter, [enter]);
  useEffect(() => {
    // A link opened in a tab that is here already.
    const moved = (): void => {
      if (location.hash.startsWith('#in=')) enter();
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, [enter]);

  const say = useCallback((words: string, isProblem = false) => {
    setSaid({ words, isProblem });
    clearTimeout(silence.current);
    silence.current = setTimeout(() => setSaid(null), isProblem ? 12_000 : 4_000);
  }, []);
  const signedOut = useCallback((why: string) => setOutside(why), []);
  const context = useMemo(
    () => (session === null ? null : { session, live, say, signedOut }),
    [session, live, say, signedOut],
  );

  if (outside !== null) return <SignIn why={outside} onTry={enter} />;
  if (context === null) return <main class="lonely" aria-busy="true" />;
  return (
    <Context.Provider value={context}>
      <Shell />
      <div class="said" role="status" aria-live="polite">
        {said === null ? null : (
          <p class={said.isProblem ? 'problem' : ''}>
            {said.words}
            <button type="button" class="bare" aria-label="Close this message" onClick={() => setSaid(null)}>
              ×
            </button>
          </p>
        )}
      </div>
    </Context.Provider>
  );
}

const place = document.getElementById('page');
if (place !== null) render(<App />, place);
