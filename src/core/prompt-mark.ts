/**
 * A mark that stands in every prompt of a character and in no message: whoever writes it has copied from the prompt. It
 * follows from the version of the file, so that the prompt is the same from run to run and stays in the cache.
 */
export function promptMark(version: string): string {
  return `kdr-${version}`;
}

const mark = /kdr-\s?[0-9a-z][0-9a-z-\s]{3,}/iu;

export function holdsPromptMark(text: string): boolean {
  return mark.test(text);
}
