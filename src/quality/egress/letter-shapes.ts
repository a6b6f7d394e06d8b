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
  const size = fewestLetters - 1;
  const steps = Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) =>
    step(letters.charCodeAt(at), letters.charCodeAt(at + 1)),
  );
  // Mirrored letters turn each step round, words from the back both that and their order.
  const forward = [written(steps), written(steps.map((one) => alphabet - one))];
  const backward = forward.map((one) => [...one].reverse().join(''));
  return Array.from({ length: Math.max(0, steps.length - size + 1) }, (_, at) => {
    const end = steps.length - at;
    // The first of the four in order stands for all.
    return firstOf([
      ...forward.map((one) => one.slice(at, at + size)),
      ...backward.map((one) => one.slice(end - size, end)),
    ]);
  });
}

function step(from: number, to: number): number {
  return (to - from + alphabet) % alphabet;
}

function firstOf(texts: readonly string[]): string {
  return texts.reduce((first, one) => (one < first ? one : first));
}

function written(steps: readonly number[]): string {
  return steps.map((one) => String.fromCharCode(0x60 + one)).join('');
}
