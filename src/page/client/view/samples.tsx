import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { GateSamples } from '../../view/gate.js';
import { Empty, Foreign, Shown } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useOrder } from '../frame/use-order.js';
import { useView } from '../frame/use-view.js';
import { count, moment } from '../frame/words.js';

/** One draft after another, marked with two keys. */
export function Samples({ query, onDone }: { query: string; onDone: () => void }): JSX.Element {
  const looked = useView<GateSamples>(`gate/samples?${query}`, null);
  return (
    <Shown looked={looked}>{(found) => <One found={found} onDone={onDone} onMore={looked.reload} />}</Shown>
  );
}

function One({
  found,
  onDone,
  onMore,
}: {
  found: GateSamples;
  onDone: () => void;
  onMore: () => void;
}): JSX.Element {
  const { mayChange, order } = useOrder();
  const [at, setAt] = useState(0);
  const [marked, setMarked] = useState(0);
  // Whoever marks reads on while the last mark is on its way; more is asked for once all are there.
  const onTheirWay = useRef(0);
  const isDone = useRef(false);
  useEffect(() => {
    isDone.current = false;
    setAt(0);
  }, [found]);
  const sample = found.samples[at];
  const moreOnceThere = useCallback(() => {
    if (isDone.current && onTheirWay.current === 0) onMore();
  }, [onMore]);
  const mark = useCallback(
    (verdict: 'right' | 'wrong' | 'skip') => {
      if (sample === undefined || (verdict !== 'skip' && !mayChange)) return;
      const isLast = at + 1 >= found.samples.length;
      if (verdict !== 'skip') {
        const { conversation, turn, draft, check } = sample;
        onTheirWay.current += 1;
        isDone.current ||= isLast;
        order(
          'gate/marks',
          { conversation, turn, draft, check, verdict },
          `Marked: ${verdict}.`,
          () => {
            setMarked((before) => before + 1);
            onDone();
          },
          () => {
            onTheirWay.current -= 1;
            moreOnceThere();
          },
        );
      }
      setAt(isLast && verdict === 'skip' ? 0 : at + 1);
    },
    [sample, at, found, mayChange, order, onDone, moreOnceThere],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      if (isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'r') mark('right');
      else if (key === 'w') mark('wrong');
      else if (key === 's') mark('skip');
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [mark]);
  if (sample === undefined && at > 0 && found.samples.length > 0) return <Empty>Looking for more…</Empty>;
  if (sample === undefined) {
    return <Empty>There is nothing left to mark{marked === 0 ? '' : `; you marked ${count(marked)}`}.</Empty>;
  }
  return (
    <article class="sample">
      <p class="quiet">
        {count(at + 1)} of {count(found.open)} · {moment(sample.at)} · {sample.isOpener ? 'opener' : 'reply'},
        draft {sample.draft}
        {sample.part === 'bubble' ? ', a bubble of it' : ''} · <b>{sample.check}</b>: {sample.reason} ·{' '}
        <a href={to(['turns', sample.turn])}>turn</a>
      </p>
      {sample.written.length === 0 ? null : <Words title="They wrote" words={sample.written} />}
      <Words title="Turned down" words={[sample.text]} />
      <Words
        title="Said instead"
        words={sample.saidInstead.length === 0 ? ['(nothing)'] : sample.saidInstead}
      />
      <div class="buttons">
        <button type="button" disabled={!mayChange} onClick={() => mark('right')}>
          Rightly <kbd>R</kbd>
        </button>
        <button type="button" disabled={!mayChange} onClick={() => mark('wrong')}>
          Wrongly <kbd>W</kbd>
        </button>
        <button type="button" class="bare" onClick={() => mark('skip')}>
          Skip <kbd>S</kbd>
        </button>
        {mayChange ? null : (
          <span class="quiet">The page only looks: page.allow in kindred.yaml lets you mark.</span>
        )}
      </div>
    </article>
  );
}

function Words({ title, words }: { title: string; words: readonly string[] }): JSX.Element {
  return (
    <div class="said-words">
      <h3>{title}</h3>
      {words.map((text, at) => (
        <p key={at}>
          <Foreign>{text}</Foreign>
        </p>
      ))}
    </div>
  );
}
