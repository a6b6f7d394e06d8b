import { clipped, displayWidth, padded, wrapped } from './display-width.js';

/** One column of a list that has to fit the screen. */
export interface Column<Item> {
  readonly name: string;
  readonly cell: (item: Item) => string;
  /** Left out where there is no room, the highest first; a column without is always shown. */
  readonly spare?: number;
  /** Never wider than this. */
  readonly most?: number;
}

const gap = 2;

/**
 * Items as a table that fits the screen: the columns one can do without are left out, and where the rest still has no
 * room each item becomes a block with everything in it.
 */
export function listing<Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  width: number,
): readonly string[] {
  const cells = new Map(
    columns.map((column) => [
      column,
      items.map((item) => clipped(column.cell(item), column.most ?? Infinity)),
    ]),
  );
  const widthOf = (column: Column<Item>): number =>
    Math.max(displayWidth(column.name), ...(cells.get(column) ?? []).map(displayWidth));
  const widthOfAll = (shown: readonly Column<Item>[]): number =>
    shown.reduce((sum, column) => sum + widthOf(column) + gap, -gap);
  let shown = columns;
  while (widthOfAll(shown) > width) {
    const [last] = shown
      .filter(({ spare }) => spare !== undefined)
      .sort((one, other) => (other.spare ?? 0) - (one.spare ?? 0));
    if (!last) return blocks(items, columns, width);
    shown = shown.filter((column) => column !== last);
  }
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widthOf(shown[index] as Column<Item>)))
      .join(' '.repeat(gap))
      .trimEnd();
  return [
    line(shown.map(({ name }) => name)),
    ...items.map((_, index) => line(shown.map((column) => cells.get(column)?.[index] ?? ''))),
  ];
}

function blocks<Item>(
  items: readonly Item[],
  [title, ...rest]: readonly Column<Item>[],
  width: number,
): readonly string[] {
  if (!title) return [];
  const names = Math.max(0, ...rest.map(({ name }) => displayWidth(name))) + gap;
  return items.flatMap((item, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrapped(title.cell(item), width),
    ...rest.flatMap(({ name, cell }) =>
      wrapped(cell(item), width - names - gap).map(
        (line, row) => `${' '.repeat(gap)}${padded(row === 0 ? name : '', names)}${line}`,
      ),
    ),
  ]);
}
