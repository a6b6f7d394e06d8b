import { useEffect, useState } from 'preact/hooks';

/** Where on the page somebody is: what stands behind its `#`. */
export interface Route {
  /** `chats`, `tess/telegram:1`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

function readRoute(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/u, '').split('?');
  return {
    parts: path
      .split('/')
      .filter((part) => part !== '')
      .map(decoded),
    query: new URLSearchParams(query),
  };
}

/** Somebody typed it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const moved = (): void => setRoute(readRoute());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return route;
}

/** The address of a place on the page. */
export function to(
  parts: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  const behind = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return `#/${parts.map(encodeURIComponent).join('/')}${behind}`;
}

/** Go somewhere without a step back to here. */
export function replaceWith(place: string): void {
  history.replaceState(null, '', place);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
