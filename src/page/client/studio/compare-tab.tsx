import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ComparisonView, DifferencesView } from '../../studio/comparisons.js';
import { problemOf, send } from '../frame/api.js';
import { Card, Empty, Foreign } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { counted, dollars } from '../frame/words.js';
import { ModelChoice, withModel } from './model-choice.js';
import { useFollowed } from './use-followed.js';

interface Versions {
  readonly saved: string;
  readonly lastGood: string | null;
}

/** The text in the editor beside an earlier one: what differs, and what both say to the same ten lines. */
export function CompareTab({
  path,
  text,
  versions,
}: {
  path: string;
  text: () => string;
  versions: Versions;
}): JSX.Element {
  const { session, say } = usePage();
  const [against, setAgainst] = useState<'saved' | 'last-good'>(
    versions.lastGood !== null && versions.saved === text() ? 'last-good' : 'saved',
  );
  const [differences, setDifferences] = useState<DifferencesView | null>(null);
  const [model, setModel] = useState('');
  const [comparison, setComparison] = useState<string | null>(null);
  const view = useFollowed(comparison === null ? null : `studio/comparisons/${comparison}`, isAskingIn);
  const before = against === 'saved' ? versions.saved : (versions.lastGood ?? versions.saved);
  const mayChange = session.allow === 'write';

  useEffect(() => {
    let isOver = false;
    send<DifferencesView>(session, `${path}/differences`, { before, after: text() })
      .then((found) => (isOver ? undefined : setDifferences(found)))
      .catch((cause: unknown) => (isOver ? undefined : say(problemOf(cause).message, true)));
    return () => {
      isOver = true;
    };
  }, [session, path, text, before, say]);

  useEffect(() => {
    if (view?.state.kind === 'failed') say(view.state.why, true);
  }, [view, say]);

  const isAsking = view !== null && isAskingIn(view);
  const start = (): void => {
    send<{ comparison: string }>(session, `${path}/comparisons`, {
      before,
      after: text(),
      ...withModel(model),
    })
      .then((started) => setComparison(started.comparison))
      .catch((cause: unknown) => say(problemOf(cause).message, true));
  };
  return (
    <Card
      title="Two versions"
      aside={
        <label>
          Against{' '}
          <select
            value={against}
            onChange={(event) => setAgainst(event.currentTarget.value === 'saved' ? 'saved' : 'last-good')}
          >
            <option value="saved">the file as it is saved</option>
            {versions.lastGood === null ? null : <option value="last-good">the last good version</option>}
          </select>
        </label>
      }
    >
      {differences === null ? null : differences.differences.length === 0 ? (
        <Empty>Both are the same. Change something in the editor, or choose another version.</Empty>
      ) : (
        <ul class="differences" aria-label="What differs">
          {differences.differences.map(({ field, before: was, after: is }, at) => (
            <li key={at}>
              <b>{field}</b>
              {was === undefined ? null : (
                <del>
                  <Foreign>{inWords(was)}</Foreign>
                </del>
              )}
              {is === undefined ? null : (
                <ins>
                  <Foreign>{inWords(is)}</Foreign>
                </ins>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="filters">
        <ModelChoice chosen={model} onChoose={setModel} />
        <button type="button" class="main" disabled={!mayChange || isAsking} onClick={start}>
          {isAsking ? 'Asking both …' : 'Say ten lines to both'}
        </button>
        {mayChange ? null : <span class="quiet">A talk may cost money, so it needs page.allow: write.</span>}
      </div>
      {view === null ? null : (
        <>
          <p class="quiet" aria-live="polite">
            {view.model} {view.lines.filter(({ after }) => after !== null).length} of {view.lines.length}
            {` · ${counted(view.calls, 'call')}, ${view.isPriced ? dollars(view.microUsd) : 'price not known'}`}
          </p>
          <ol class="compared">
            {view.lines.map(({ line, before: was, after: is }) => (
              <li key={line}>
                <p class="said-line">
                  <Foreign>{line}</Foreign>
                </p>
                <Answer title="Before" words={was} />
                <Answer title="In the editor" words={is} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

function Answer({ title, words }: { title: string; words: string | null }): JSX.Element {
  return (
    <div class="answer">
      <h3>{title}</h3>
      <p>
        <Foreign>{words === null ? '…' : words === '' ? '(silence)' : words}</Foreign>
      </p>
    </div>
  );
}

const isAskingIn = ({ state }: ComparisonView): boolean => state.kind === 'asking';

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
