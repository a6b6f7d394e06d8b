import { escaped } from './markup.js';

export interface HeatMap {
  /** One row a day, one value an hour. */
  readonly cells: readonly (readonly number[])[];
  readonly rowName: (row: number) => string;
  /** What a cell means when the pointer rests on it. */
  readonly cellName: (row: number, hour: number, value: number) => string;
  /** The name of a colour variable of the page. */
  readonly colour: string;
}

const cell = { width: 22, height: 13, gap: 2 };
const margin = { left: 76, top: 22 };
/** On a narrow screen letters grow and rows shrink: only so many of them are named there. */
const namedNarrow = 5;

/** Days down, hours across; the darker, the more. */
export function heatMap({ cells, rowName, cellName, colour }: HeatMap): string {
  const most = Math.max(1, ...cells.flat());
  const width = margin.left + 24 * (cell.width + cell.gap);
  const height = margin.top + cells.length * (cell.height + cell.gap);
  const hours = Array.from({ length: 8 }, (_, index) => {
    const hour = index * 3;
    const x = margin.left + hour * (cell.width + cell.gap);
    return `<text x="${x}" y="15" class="axis">${String(hour).padStart(2, '0')}</text>`;
  });
  const rows = cells.map((values, row) => {
    const y = margin.top + row * (cell.height + cell.gap);
    const width = row % namedNarrow === 0 ? '' : ' wide';
    const name = `<text x="${margin.left - 8}" y="${y + 11}" class="axis end${width}">${escaped(rowName(row))}</text>`;
    const boxes = values.map((value, hour) => {
      const x = margin.left + hour * (cell.width + cell.gap);
      const strength = value === 0 ? 0 : 0.18 + 0.82 * Math.sqrt(value / most);
      return `<rect x="${x}" y="${y}" width="${cell.width}" height="${cell.height}" rx="2" fill="${
        value === 0 ? 'var(--empty)' : `var(--${colour})`
      }" fill-opacity="${value === 0 ? 1 : strength.toFixed(2)}"><title>${escaped(
        cellName(row, hour, value),
      )}</title></rect>`;
    });
    return name + boxes.join('');
  });
  return svg(width, height, [...hours, ...rows].join(''));
}

function svg(width: number, height: number, inside: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">${inside}</svg>`;
}
