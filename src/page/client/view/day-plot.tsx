import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CostView } from '../../view/cost.js';

type Days = NonNullable<CostView['report']>['days'];

const daySeconds = 86_400;
const halfDay = daySeconds / 2;

/** What each day cost, as bars; the table below says the same. */
export function DayPlot({ days }: { days: Days }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const oldestFirst = [...days].reverse();
    // A day's bar stands over its name, whatever the zone of whoever looks.
    const dates = oldestFirst.map(({ day }) => Date.parse(`${day}T00:00:00`) / 1_000);
    // uPlot takes a single day for the first of some years.
    const [first = 0, last = first] = [dates[0], dates.at(-1)];
    // A canvas knows neither variables nor light-dark(): the browser says which colour that is now.
    const colour = (name: string): string => {
      current.style.color = `var(${name})`;
      return getComputedStyle(current).color;
    };
    const [quiet, line, accent] = ['--quiet', '--line', '--accent'].map((name) => () => colour(name));
    const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    const plot = new uPlot(
      {
        width: current.clientWidth,
        height: 180,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: {
            range: () => [Math.min(first, last - 6 * daySeconds) - halfDay, last + halfDay],
          },
          y: { range: (_, __, most) => [0, most === 0 ? 1 : most * 1.1] },
        },
        axes: [
          { ...axis, space: 60, incrs: [1, 2, 7, 14, 28, 91].map((apart) => apart * daySeconds) },
          {
            ...axis,
            size: 66,
            values: (_, values, __, ___, apart) => {
              const places = Math.max(2, Math.ceil(-Math.log10(apart)));
              return values.map((value) => `$${value.toFixed(places)}`);
            },
          },
        ],
        series: [
          {},
          {
            fill: accent,
            stroke: accent,
            ...(uPlot.paths.bars === undefined ? {} : { paths: uPlot.paths.bars({ size: [0.7, 40] }) }),
            points: { show: false },
          },
        ],
      },
      [dates, oldestFirst.map(({ microUsd }) => microUsd / 1_000_000)],
      current,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: current.clientWidth, height: 180 }));
    watch.observe(current);
    const recolour = (): void => plot.redraw();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', recolour);
    const chosen = new MutationObserver(recolour);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      watch.disconnect();
      system.removeEventListener('change', recolour);
      chosen.disconnect();
      plot.destroy();
    };
  }, [days]);
  return (
    <div
      class="plot"
      ref={place}
      role="img"
      aria-label={`What each of ${days.length} days cost; the table says the same`}
    />
  );
}
