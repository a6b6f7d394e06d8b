import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from './api.js';
import type { Looked } from './use-view.js';

export type Mood = 'good' | 'warn' | 'bad' | 'calm' | 'plain';

export function Badge({
  mood = 'plain',
  children,
}: {
  mood?: Mood;
  children: ComponentChildren;
}): JSX.Element {
  return <span class={`badge ${mood}`}>{children}</span>;
}

/** A name or a sentence that somebody else wrote: in its own direction, and turning nothing around it. */
export function Foreign({ children, class: name = '' }: { children: string; class?: string }): JSX.Element {
  return (
    <bdi class={`foreign ${name}`} dir="auto">
      {children}
    </bdi>
  );
}

export function Card({
  title,
  aside,
  children,
  class: name = '',
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}): JSX.Element {
  return (
    <section class={`card ${name}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside === undefined ? null : <div class="aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** What a place says that has nothing yet, and what to do about it. */
export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <p class="empty">{children}</p>;
}

function Trouble({ problem }: { problem: Problem }): JSX.Element {
  return (
    <p class="trouble" role="alert">
      {problem.message}
    </p>
  );
}

/** The view of an answer: while it is on its way, when it did not come, and when it is there. */
export function Shown<T>({
  looked,
  children,
}: {
  looked: Looked<T>;
  children: (data: T) => ComponentChildren;
}): JSX.Element {
  const { data, problem } = looked;
  const isSlow = useLate(data === null && problem === null);
  if (data === null) {
    if (problem !== null) return <Trouble problem={problem} />;
    return (
      <p class="waiting" aria-busy="true">
        {isSlow ? 'Looking …' : ''}
      </p>
    );
  }
  return (
    <>
      {problem === null ? null : <Trouble problem={problem} />}
      {children(data)}
    </>
  );
}

/** True once something has lasted a moment: what is there at once does not flicker. */
function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Digits under digits. */
  readonly isNumber?: boolean;
  /** The higher, the earlier it goes where there is no room; 0 stays. */
  readonly spare?: 0 | 1 | 2;
  /** Takes what room is left, and is cut where it is not enough. */
  readonly isWide?: boolean;
}

export function Table<Row>({
  caption,
  rows,
  columns,
  keyOf,
  empty,
}: {
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string | number;
  empty: ComponentChildren;
}): JSX.Element {
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const classOf = ({ isNumber, spare = 0, isWide }: Column<Row>): string =>
    `${isNumber === true ? 'number ' : ''}${isWide === true ? 'wide ' : ''}spare${spare}`;
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" class={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.head} class={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Names and values, as a list that is read as one. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure that is read at a glance. */
export function Figure({
  name,
  value,
  note,
  mood = 'plain',
}: {
  name: string;
  value: ComponentChildren;
  note?: ComponentChildren;
  mood?: Mood;
}): JSX.Element {
  return (
    <div class={`figure ${mood}`}>
      <span class="name">{name}</span>
      <span class="value">{value}</span>
      {note === undefined ? null : <span class="note">{note}</span>}
    </div>
  );
}

/** How much of a whole, in words for those who do not see it. */
export function Meter({ part, whole, label }: { part: number; whole: number; label: string }): JSX.Element {
  const share = whole === 0 ? 0 : Math.min(1, part / whole);
  return (
    <span
      class={`meter ${share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : ''}`}
      role="meter"
      aria-label={label}
      aria-valuenow={part}
      aria-valuemin={0}
      aria-valuemax={whole}
    >
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
