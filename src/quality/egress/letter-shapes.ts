import anyAscii from 'any-ascii';

/** Five or six words. */
const fewestLetters = 24;
const alphabet = 26;

/**
 * The order of the letters of a text in pieces of 24, as steps from one letter to the next: equal for the same words
 * without their spaces, with signs or numbers between them, doubled, in another script, moved through the alphabet by any
 * number, mirrored in it, or written from the back. A line's end parts what belongs apart.
 */
export function letterShapes(text: string): readonly string[] {
  return text.split('\n').flatMap(shapesOf);
}

function shapesOf(line: string): readonly string[] {
  const letters = anyAscii(line)
    .toLowerCase()
    .replace(/[^a-z]/gu, '')
    .replace(/(.)\1+/gu, '$1');
  const steps = Array.from(letters.slice(1), (letter, at) =>
    step(letters.charCodeAt(at), letter.charCodeAt(0)),
  );
  return Array.from({ length: Math.max(0, steps.length - fewestLetters + 2) }, (_, at) =>
    oneForAll(steps.slice(at, at + fewestLetters - 1)),
  );
}

function step(from: number, to: number): number {
  return (to - from + alphabet) % alphabet;
}

/** Mirrored letters turn each step round, words from the back both that and their order: the first of the four in order stands for all. */
function oneForAll(steps: readonly number[]): string {
  const turned = steps.map((one) => alphabet - one);
  const [first = ''] = [steps, turned, steps.toReversed(), turned.toReversed()].map(written).sort();
  return first;
}

function written(steps: readonly number[]): string {
  return steps.map((one) => String.fromCharCode(0x60 + one)).join('');
}
