import type { JSX } from 'preact';

/** What somebody sees who did not come by a link. */
export function SignIn({ why, onTry }: { why: string; onTry: () => void }): JSX.Element {
  return (
    <main class="lonely">
      <img src="icon.svg" alt="" width="48" height="48" />
      <h1>Kindred</h1>
      <p role="alert">{why}</p>
      <p>
        This page is opened by a link that works once. In the terminal, where Kindred runs, type{' '}
        <code>kindred page</code> and open what it prints in this browser.
      </p>
      <button type="button" onClick={onTry}>
        Try again
      </button>
    </main>
  );
}
