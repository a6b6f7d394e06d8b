import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get, problemOf, type Problem } from './api.js';
import { usePage } from './page-context.js';

export interface Looked<T> {
  /** The latest answer; kept while a newer one is on its way or does not come. */
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly reload: () => void;
}

/** Two looks at one thing are at least so far apart. */
const leastMs = 250;

/**
 * What a path of the server answers, asked anew when something changed.
 * @param path null for nothing
 * @param pace milliseconds between two looks because of changes; null to look once
 */
export function useView<T>(path: string | null, pace: number | null = leastMs): Looked<T> {
  const { live, signedOut } = usePage();
  const [state, setState] = useState<{ path: string | null; data: T | null; problem: Problem | null }>({
    path,
    data: null,
    problem: null,
  });
  const look = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (path === null) return undefined;
    let isOver = false;
    let isAsking = false;
    let isDirty = false;
    let askedAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      isAsking = true;
      isDirty = false;
      askedAt = performance.now();
      try {
        const data = await get<T>(path);
        if (!isOver) setState({ path, data, problem: null });
      } catch (cause) {
        const problem = problemOf(cause);
        if (isOver) return;
        if (problem.status === 401) signedOut(problem.message);
        else if (problem.status === 0) live.lost();
        else setState((before) => ({ path, data: before.path === path ? before.data : null, problem }));
      } finally {
        isAsking = false;
        if (isDirty && !isOver) soon();
      }
    };
    // What it finds wrong it says itself.
    const begin = (): void => {
      ask().catch(() => live.lost());
    };
    const soon = (): void => {
      if (isAsking) {
        isDirty = true;
        return;
      }
      clearTimeout(timer);
      const wait = Math.max(0, askedAt + (pace ?? leastMs) - performance.now());
      timer = setTimeout(begin, wait);
    };
    look.current = soon;
    begin();
    const unlisten = pace === null ? undefined : live.onChange(soon);
    return () => {
      isOver = true;
      clearTimeout(timer);
      unlisten?.();
    };
  }, [path, pace, live, signedOut]);

  const reload = useCallback(() => look.current(), []);
  return state.path === path
    ? { data: state.data, problem: state.problem, reload }
    : { data: null, problem: null, reload };
}
