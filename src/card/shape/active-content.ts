const patterns: readonly (readonly [RegExp, string])[] = [
  [/<\s{0,20}script\b/iu, 'a script (<script>)'],
  [/<\s{0,20}(?:iframe|object|embed|applet)\b/iu, 'a page of its own (<iframe>)'],
  [/<[a-z][^<>]{0,2000}\son[a-z]{3,20}\s{0,20}=/iu, 'a script (an "on..." attribute)'],
  [/(?:href|src|action|\])\s{0,20}[=(]\s{0,20}["']?\s{0,20}javascript\s{0,20}:/iu, 'a script (javascript:)'],
  [/data\s{0,20}:\s{0,20}text\/html/iu, 'a page of its own (data:text/html)'],
];

/** What in a text would run where it is shown as a page, in words; null when nothing would. */
export function activeContent(text: string): string | null {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Marks of a page taken out of a text: `<b>`, `<img ...>`, comments; styles and scripts with all that is in them. */
export function withoutMarkup(text: string): string {
  const bare = [
    ['<!--', '-->'],
    ['<style', '</style>'],
    ['<script', '</script>'],
  ].reduce((left, [open = '', close = '']) => withoutStretches(left, open, close), text);
  return bare.replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu, '');
}

/** Each stretch is looked for once from where the last one ended: a text of openings alone takes no longer than others. */
function withoutStretches(text: string, open: string, close: string): string {
  const small = text.toLowerCase();
  // A few letters change their length as small ones; then positions would not fit.
  if (small.length !== text.length || !small.includes(open)) return text;
  let kept = '';
  let at = 0;
  for (;;) {
    const from = small.indexOf(open, at);
    const end = from === -1 ? -1 : small.indexOf(close, from + open.length);
    if (end === -1) return kept + text.slice(at);
    kept += text.slice(at, from);
    at = end + close.length;
  }
}
