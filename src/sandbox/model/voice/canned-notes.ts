/** Notes on a talk by a model that is none: the first words of what the person said, talk by talk. Canned. */
export function cannedNotes(prompt: string): {
  readonly notes: readonly { readonly talk: number; readonly note: string }[];
  readonly standing: string;
  readonly warmth: number;
  readonly tension: number;
} {
  const talks = [...prompt.matchAll(/^Talk (\d+) \([\d-]{10}\):\n((?:[^\n]+(?:\n(?!\n)|$))+)/gmu)];
  return {
    notes: talks.map(([, talk = '', lines = '']) => ({ talk: Number(talk), note: shortened(lines) })),
    standing: 'They talk with ease and take their time.',
    warmth: 0.2,
    tension: 0,
  };
}

/** The beginnings of the first few lines. */
export function shortened(lines: string): string {
  const said = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 4)
    .map((line) => [...line].slice(0, 90).join(''));
  return `They talked: ${said.join(' / ')}`;
}
