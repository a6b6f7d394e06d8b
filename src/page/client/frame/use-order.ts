import { useState } from 'preact/hooks';
import { problemOf, send } from './api.js';
import { usePage } from './page-context.js';

export interface Orders {
  readonly isBusy: boolean;
  readonly mayChange: boolean;
  /**
   * @param after what is done with the answer, where there is one
   * @param settled called behind it, and where there is none
   */
  readonly order: <T>(
    path: string,
    body: unknown,
    done: string | ((answer: T) => string),
    after?: (answer: T) => void,
    settled?: () => void,
  ) => void;
}

/** Something to be done by the server, said when it was and when it was not. */
export function useOrder(): Orders {
  const { session, say, signedOut } = usePage();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    mayChange: session.allow === 'write',
    order: <T>(
      path: string,
      body: unknown,
      done: string | ((answer: T) => string),
      after?: (answer: T) => void,
      settled?: () => void,
    ) => {
      setBusy(true);
      send<T>(session, path, body)
        .then((answer) => {
          say(typeof done === 'string' ? done : done(answer));
          after?.(answer);
        })
        .catch((cause: unknown) => {
          const problem = problemOf(cause);
          if (problem.status === 401) signedOut(problem.message);
          else say(problem.message, true);
        })
        .finally(() => {
          setBusy(false);
          settled?.();
        })
        .catch((cause: unknown) => say(String(cause), true));
    },
  };
}
