import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from './api.js';
import { Live } from './live.js';

/** What every view has at hand. */
export interface PageContext {
  readonly session: Session;
  readonly live: Live;
  /** Said to everybody, also to those who hear the page. */
  readonly say: (words: string, isProblem?: boolean) => void;
  /** Somebody has to come in anew. */
  readonly signedOut: (why: string) => void;
}

const nobody: PageContext = {
  session: { allow: 'read', content: 'never', name: '', token: '' },
  live: new Live(),
  say: () => undefined,
  signedOut: () => undefined,
};

export const Context = createContext<PageContext>(nobody);
export const usePage = (): PageContext => useContext(Context);
