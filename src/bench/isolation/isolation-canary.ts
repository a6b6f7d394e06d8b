import { readFileSync } from 'node:fs';

/** A word that exists once: which conversation it belongs to, and how often that had been erased before. */
export interface Canary {
  readonly conversation: number;
  readonly life: number;
}

const pattern = /qz(\d+)l(\d+)n\d+zq/gu;

export const canaryWord = ({ conversation, life }: Canary, serial: number): string =>
  `qz${conversation}l${life}n${serial}zq`;

/** What every canary of one life begins with. */
const beginning = ({ conversation, life }: Canary): string => `qz${conversation}l${life}n`;

/** Whether a text holds a canary that is not of this conversation as it is now. */
export function holdsForeign(text: string, own: Canary): boolean {
  for (const [, conversation, life] of text.matchAll(pattern)) {
    if (Number(conversation) !== own.conversation || Number(life) !== own.life) return true;
  }
  return false;
}

/** Which of the files hold, in any byte of theirs, what one of these lives said. */
export function filesWith(files: readonly string[], lives: readonly Canary[]): readonly string[] {
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return lives.some((life) => bytes.includes(beginning(life), 0, 'latin1'));
  });
}
