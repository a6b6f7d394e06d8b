import { escaped } from './markup.js';

export interface Line {
  readonly name: string;
  /** One value a place on the axis; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly colour: string;
  /** Stands behind the others: one of many. */
  readonly isFaint?: boolean;
}

export interface LinePlot {
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly xName: string;
  readonly yName: (value: number) => string;
  /** A line across, such as the edge of a band. */
  readonly mark?: { readonly at: number; readonly name: string };
}

const size = { width: 560, height: 190 };
/** Room for letters as large as they are on a narrow screen. */
const margin = { left: 62, right: 10, top: 16, bottom: 30 };

/** Values over time, several lines in one frame. */
export function linePlot({ lines, from, to, xName, yName, mark }: LinePlot): string {
  const longest = Math.max(2, ...lines.map(({ values }) => values.length));
  const inner = {
    width: size.width - margin.left - margin.right,
    height: size.height - margin.top - margin.bottom,
  };
  const x = (index: number): number => margin.left + (inner.width * index) / (longest - 1);
  const y = (value: number): number => {
    const share = (Math.min(to, Math.max(from, value)) - from) / (to - from || 1);
    return margin.top + inner.height * (1 - share);
  };
  const grid = [from, (from + to) / 2, to].map(
    (value) =>
      `<line x1="${margin.left}" x2="${size.width - margin.right}" y1="${y(value)}" y2="${y(
        value,
      )}" class="grid"/><text x="${margin.left - 6}" y="${y(value) + 4}" class="axis end">${escaped(yName(value))}</text>`,
  );
  const edge =
    mark === undefined
      ? ''
      : `<line x1="${margin.left}" x2="${size.width - margin.right}" y1="${y(mark.at)}" y2="${y(
          mark.at,
        )}" class="mark"/><text x="${size.width - margin.right}" y="${y(mark.at) - 4}" class="axis end">${escaped(
          mark.name,
        )}</text>`;
  const drawn = lines.map(({ name, values, colour, isFaint }) => {
    const paths = runs(values).map((run) =>
      run.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' '),
    );
    return paths
      .map(
        (points) =>
          `<polyline points="${points}" fill="none" stroke="var(--${colour})" stroke-width="${
            isFaint ? 1 : 2
          }" stroke-opacity="${isFaint ? 0.35 : 1}"><title>${escaped(name)}</title></polyline>`,
      )
      .join('');
  });
  const bottom = `<text x="${margin.left}" y="${size.height - 8}" class="axis">1</text><text x="${
    size.width - margin.right
  }" y="${size.height - 8}" class="axis end">${longest} ${escaped(xName)}</text>`;
  const legend = lines
    .filter(({ isFaint }) => isFaint !== true)
    .map(({ name, colour }) => `<span><i style="background:var(--${colour})"></i>${escaped(name)}</span>`);
  return `<svg viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img">${grid.join(
    '',
  )}${edge}${drawn.join('')}${bottom}</svg><p class="legend">${legend.join('')}</p>`;
}

/** Stretches without a gap. */
function runs(values: readonly (number | null)[]): readonly (readonly (readonly [number, number])[])[] {
  const all: [number, number][][] = [[]];
  values.forEach((value, index) => {
    if (value === null) all.push([]);
    else all.at(-1)?.push([index, value]);
  });
  return all.filter((run) => run.length > 0);
}
