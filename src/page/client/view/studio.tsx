import type { JSX } from 'preact';

export function Studio(_: { name: string | undefined; tab: string | undefined }): JSX.Element {
  return <h1>Studio</h1>;
}
