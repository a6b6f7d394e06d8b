/** How many other devices an account is signed in on, as a cell of a table. */
export function elsewhereCell(elsewhere: number | null, unknown: number): string {
  if (elsewhere === null) return '-';
  return unknown === 0 ? String(elsewhere) : `${elsewhere} (${unknown} unknown)`;
}

/** What to do about devices nobody has accepted. */
export function strangerAdvice(id: string, unknown: number): string {
  const sessions = unknown === 1 ? 'one device' : `${unknown} devices`;
  return `Signed in on ${sessions} nobody has accepted: look at "kindred account show ${id}", end them in an official app, or run "kindred account accept-sessions ${id}".`;
}
