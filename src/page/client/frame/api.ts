/** What the server said when it could not do it: one clear line. */
export class Problem extends Error {
  constructor(
    message: string,
    /** 0 where the server was not reached. */
    readonly status: number,
  ) {
    super(message);
  }
}

export interface Session {
  readonly allow: 'read' | 'write';
  readonly content: 'shown' | 'on-request' | 'never';
  readonly name: string;
  readonly token: string;
}

/** Paths are relative: the page works under any path. @throws Problem */
export async function get<T>(path: string): Promise<T> {
  return (await answer(`api/${path}`, { headers: { accept: 'application/json' } })) as T;
}

/** @throws Problem */
export async function send<T>(
  session: Session | null,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<T> {
  return (await answer(`api/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(session === null ? {} : { 'x-kindred-token': session.token }),
    },
    body: JSON.stringify(body),
  })) as T;
}

async function answer(path: string, request: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { ...request, credentials: 'same-origin' });
  } catch {
    throw new Problem('The page lost its connection. It tries again by itself.', 0);
  }
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const said: unknown = isJson ? await response.json() : null;
  if (response.ok) return said;
  const problem =
    typeof said === 'object' && said !== null && 'problem' in said
      ? String(said.problem)
      : `the server answered ${response.status}`;
  throw new Problem(`${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}.`, response.status);
}

export const problemOf = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem(cause instanceof Error ? cause.message : String(cause), 0);

/** A file as it is. @throws Problem */
export async function upload<T>(session: Session, path: string, file: Blob): Promise<T> {
  return (await answer(`api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-kindred-token': session.token },
    body: file,
  })) as T;
}
