const patterns: readonly (readonly [RegExp, string])[] = [
  [/<\s*script\b/iu, 'a script (<script>)'],
  [/<\s*(?:iframe|object|embed|applet)\b/iu, 'a page of its own (<iframe>)'],
  [/<[a-z][^<>]{0,2000}\son[a-z]{3,20}\s*=/iu, 'a script (an "on..." attribute)'],
  [/(?:href|src|action|\])\s*[=(]\s*["']?\s*javascript\s*:/iu, 'a script (javascript:)'],
  [/data\s*:\s*text\/html/iu, 'a page of its own (data:text/html)'],
];

/** What in a text would run where it is shown as a page, in words; null when nothing would. */
export function activeContent(text: string): string | null {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Marks of a page taken out of a text: `<b>`, `<img ...>`, comments. */
export function withoutMarkup(text: string): string {
  return text.replace(/<!--[^]*?-->/gu, '').replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu, '');
}
