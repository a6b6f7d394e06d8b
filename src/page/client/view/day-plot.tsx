import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CostView } from '../../view/cost.js';

type Days = NonNullable<CostView['report']>['days'];

/** What each day cost, as bars; the table below says the same. */
export function DayPlot({ days }: { days: Days }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const oldestFirst = [...days].reverse();
    const colour = (name: string): string => getComputedStyle(current).getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--quiet'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { stroke: colour('--line'), width: 1 },
    };
    const plot = new uPlot(
      {
        width: current.clientWidth,
        height: 180,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, __, most) => [0, most === 0 ? 1 : most * 1.1] } },
        axes: [
          { ...axis, space: 60 },
          {
            ...axis,
            size: 62,
            values: (_, values) => values.map((value) => `$${value.toFixed(value < 1 ? 3 : 2)}`),
          },
        ],
        series: [
          {},
          {
            fill: colour('--accent'),
            stroke: colour('--accent'),
            ...(uPlot.paths.bars === undefined ? {} : { paths: uPlot.paths.bars({ size: [0.7, 40] }) }),
            points: { show: false },
          },
        ],
      },
      [
        oldestFirst.map(({ day }) => Date.parse(`${day}T12:00:00Z`) / 1_000),
        oldestFirst.map(({ microUsd }) => microUsd / 1_000_000),
      ],
      current,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: current.clientWidth, height: 180 }));
    watch.observe(current);
    return () => {
      watch.disconnect();
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
