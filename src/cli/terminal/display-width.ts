const graphemes = new Intl.Segmenter();

/** Scripts and signs that take two columns (Unicode East Asian Width W and F, and emoji). */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const invisible = /^[\p{M}\p{Cf}]+$/u;

/** Columns that a text without control signs takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text))
    width += invisible.test(segment) ? 0 : wide.test(segment) || segment.includes('\ufe0f') ? 2 : 1;
  return width;
}

/** Filled up with spaces on the right. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** No wider than `width`; what is cut off is shown by "…". */
export function clipped(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = '';
  let taken = 0;
  for (const { segment } of graphemes.segment(text)) {
    taken += displayWidth(segment);
    if (taken > width - 1) break;
    shown += segment;
  }
  return `${shown.trimEnd()}…`;
}

/** Lines of at most `width` columns, broken at spaces where there are any; line breaks of the text stay. */
export function wrapped(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [indent = ''] = /^ */u.exec(line) ?? [];
    const lines = wrappedLine(line.slice(indent.length), Math.max(1, width - indent.length));
    return lines.map((one) => (one === '' ? one : indent + one));
  });
}

function wrappedLine(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const { segment } of graphemes.segment(word)) {
      if (displayWidth(line + segment) > width) {
        lines.push(line);
        line = '';
      }
      line += segment;
    }
  }
  return [...lines, line];
}
