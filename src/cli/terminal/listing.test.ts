import { describe, expect, it } from 'vitest';
import { clipped, displayWidth, wrapped } from './display-width.js';
import { listing, type Column } from './listing.js';
import { toAge } from './moment.js';

interface Item {
  readonly name: string;
  readonly state: string;
  readonly id: string;
}

const columns: readonly Column<Item>[] = [
  { name: 'name', cell: ({ name }) => name, most: 12 },
  { name: 'state', cell: ({ state }) => state },
  { name: 'id', cell: ({ id }) => id, spare: 1 },
];
const items: readonly Item[] = [
  { name: 'Ann', state: 'well', id: 'tess/telegram:1000001' },
  { name: 'Елизавета Петровна', state: 'resting', id: 'tess/telegram:1000002' },
  { name: '山田 花子', state: 'well', id: 'tess/telegram:3' },
];

describe('a list on a screen', () => {
  it.each([200, 80, 60, 42, 34, 30, 20, 12])('fits %i columns', (width) => {
    const lines = listing(items, columns, width);
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    expect(lines.join('\n')).toContain('Ann');
  });

  it('shows all columns where there is room, leaves out what can be spared, and ends in blocks', () => {
    expect(listing(items, columns, 60)).toEqual([
      'name          state    id',
      'Ann           well     tess/telegram:1000001',
      'Елизавета П…  resting  tess/telegram:1000002',
      '山田 花子     well     tess/telegram:3',
    ]);
    expect(listing(items.slice(0, 1), columns, 30)).toEqual(['name  state', 'Ann   well']);
    expect(listing(items.slice(1, 2), columns, 18)).toEqual([
      'Елизавета Петровна',
      '  state  resting',
      '  id     tess/tele',
      '         gram:1000',
      '         002',
    ]);
  });

  it('breaks lines at spaces, and words that are longer than a line anywhere', () => {
    expect(wrapped('a long day, and a train that stood still', 14)).toEqual([
      'a long day,',
      'and a train',
      'that stood',
      'still',
    ]);
    expect(wrapped('abcdefgh ij', 5)).toEqual(['abcde', 'fgh', 'ij']);
    expect(clipped('👩‍👩‍👧 family', 6)).toBe('👩‍👩‍👧 fa…');
  });

  it('tells times by their age', () => {
    const now = 10 * 86_400_000;
    const ages = [20_000, 180_000, 7_200_000, 86_400_000, 3 * 86_400_000].map((ms) => toAge(now - ms, now));
    expect(ages).toEqual(['just now', '3 min ago', '2 h ago', '1 day ago', '3 days ago']);
    expect(toAge(now + 7_200_000, now)).toBe('in 2 h');
    expect(toAge(null, now)).toBe('-');
  });
});
