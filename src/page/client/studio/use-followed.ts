import { useEffect, useState } from 'preact/hooks';
import { get, problemOf } from '../frame/api.js';
import { usePage } from '../frame/page-context.js';

const paceMs = 600;

/**
 * What the server says of something that takes a while, asked again for as long as that goes on; null until it has answered.
 * @param path null for nothing; another one begins anew
 * @param goesOn the same function each time, as is `lost`
 * @param lost called where there is no answer, which was said
 */
export function useFollowed<T>(
  path: string | null,
  goesOn: (view: T) => boolean,
  lost: () => void = nothing,
): T | null {
  const { say } = usePage();
  const [view, setView] = useState<T | null>(null);
  useEffect(() => {
    setView(null);
    if (path === null) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      get<T>(path)
        .then((next) => {
          if (isOver) return;
          setView(next);
          if (goesOn(next)) timer = setTimeout(look, paceMs);
        })
        .catch((cause: unknown) => {
          if (isOver) return;
          say(problemOf(cause).message, true);
          lost();
        });
    };
    look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [path, goesOn, lost, say]);
  return view;
}

const nothing = (): void => undefined;
