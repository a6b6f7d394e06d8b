import type { DriftState } from '../../quality/drift.js';

type Point = Pick<DriftState, 'score' | 'status'>;

const blocks = [...'▁▂▃▄▅▆▇█'];

/** Scores from 0 to 1 as one line of blocks; with more turns than columns the worst of each stretch is shown. */
export function sparkline(points: readonly Point[], columns: number): string {
  const width = Math.max(1, Math.min(columns, points.length));
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * points.length) / width);
    const to = Math.max(from + 1, Math.floor(((column + 1) * points.length) / width));
    const worst = Math.min(...points.slice(from, to).map(({ score }) => score));
    return blocks[Math.max(0, Math.min(blocks.length - 1, Math.floor(worst * blocks.length)))] ?? '';
  }).join('');
}

export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
}

const width = 900;
const rowHeight = 180;
const margin = { left: 50, right: 20, top: 34, bottom: 26 };

/** One panel per conversation: the score over turns, the edge of the band, and where it was outside. */
export function driftSvg(title: string, curves: readonly Curve[]): string {
  const height = 30 + curves.length * rowHeight;
  const panels = curves.map((curve, row) => panel(curve, 30 + row * rowHeight));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${margin.left}" y="20" font-size="15">${escaped(title)}</text>`,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function panel({ name, points }: Curve, top: number): string {
  const plot = {
    width: width - margin.left - margin.right,
    height: rowHeight - margin.top - margin.bottom,
  };
  const x = (index: number): number =>
    margin.left + (points.length < 2 ? 0 : (index * plot.width) / (points.length - 1));
  const y = (score: number): number => top + margin.top + (1 - score) * plot.height;
  const place = (value: number): string => value.toFixed(1);
  const line = points.map(({ score }, index) => `${place(x(index))},${place(y(score))}`).join(' ');
  const outside = points.flatMap(({ score, status }, index) =>
    status === 'outside'
      ? [`<circle cx="${place(x(index))}" cy="${place(y(score))}" r="2.5" fill="#c0392b"/>`]
      : [],
  );
  const right = margin.left + plot.width;
  return [
    `<text x="${margin.left}" y="${top + 22}" fill="#444">${escaped(name)}</text>`,
    `<rect x="${margin.left}" y="${place(y(1))}" width="${plot.width}" height="${place(plot.height / 2)}" fill="#eef6ee"/>`,
    ...[0, 0.5, 1].map(
      (score) =>
        `<line x1="${margin.left}" x2="${right}" y1="${place(y(score))}" y2="${place(y(score))}" stroke="#ccc"/><text x="${margin.left - 8}" y="${place(y(score) + 4)}" text-anchor="end" fill="#666">${score}</text>`,
    ),
    `<polyline fill="none" stroke="#2c5d8f" stroke-width="1.5" points="${line}"/>`,
    ...outside,
    `<text x="${right}" y="${top + rowHeight - 8}" text-anchor="end" fill="#666">${points.length} turns</text>`,
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
