import { isMap, isSeq, isScalar, parseDocument } from 'yaml';

/**
 * The text of a YAML file with items added to one of its lists, everything else of it as its author wrote it. `items` is a
 * list in block form, without an indent. The file must have been read before: it is one mapping.
 */
export function withEntries(text: string, field: string, items: string): string {
  const { contents } = parseDocument(text);
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === field)
    : undefined;
  const block = (indent: string): string => items.trimEnd().replace(/^(?=.)/gmu, indent);
  if (pair === undefined) return `${text.replace(/\s*$/u, '\n')}\n${field}:\n${block('  ')}\n`;
  const { key, value } = pair;
  const end = isSeq(value) && !value.flow ? value.range?.[1] : undefined;
  const first = isSeq(value) ? value.items[0] : undefined;
  const start = isMap(first) ? first.range?.[0] : undefined;
  if (end !== undefined && start !== undefined) {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    const indent = /^\s*/u.exec(before)?.[0] ?? '';
    // Behind the last item and whatever remark stands in its line.
    const last = text.slice(0, end).trimEnd().length;
    const newline = text.indexOf('\n', last);
    const at = newline === -1 ? text.length : newline;
    return `${text.slice(0, at)}\n${block(indent)}${text.slice(at) || '\n'}`;
  }
  // An empty list, or one in brackets, is written anew.
  const from = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
  const to = isSeq(value) || isScalar(value) ? (value.range?.[1] ?? from) : from;
  // JSON is YAML: what stood in brackets goes on as one item a line.
  const kept = splitItems(value)
    .map((item) => `  - ${item}\n`)
    .join('');
  return `${text.slice(0, from)}${field}:\n${kept}${block('  ')}${text.slice(to)}`;
}

const splitItems = (value: unknown): readonly string[] =>
  isSeq(value) ? value.items.map((item) => JSON.stringify(item)) : [];
