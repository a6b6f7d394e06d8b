import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TryoutView } from '../../studio/tryouts.js';
import { problemOf, send } from '../frame/api.js';
import { Card, Empty, Foreign } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { clockTime, counted, dollars } from '../frame/words.js';
import { ModelChoice, withModel } from './model-choice.js';
import { useFollowed } from './use-followed.js';

/** Talk with the character as it stands in the editor. */
export function TalkTab({ path, text }: { path: string; text: () => string }): JSX.Element {
  const { session, say } = usePage();
  const [tryout, setTryout] = useState<{ tryout: string; model: string } | null>(null);
  const end = useCallback(() => setTryout(null), []);
  const view = useFollowed<TryoutView>(tryout && `studio/tryouts/${tryout.tryout}`, always, end);
  const [words, setWords] = useState('');
  const [model, setModel] = useState('');
  const [isBusy, setBusy] = useState(false);
  const bottom = useRef<HTMLDivElement>(null);
  const mayChange = session.allow === 'write';

  const lines = view?.lines.length ?? 0;
  useEffect(() => bottom.current?.scrollIntoView({ block: 'nearest' }), [lines]);

  const start = (): void => {
    setBusy(true);
    send<{ tryout: string; model: string }>(session, `${path}/tryouts`, { text: text(), ...withModel(model) })
      .then((started) => setTryout(started))
      .catch((cause: unknown) => say(problemOf(cause).message, true))
      .finally(() => setBusy(false))
      .catch((cause: unknown) => say(String(cause), true));
  };
  return (
    <Card
      title="Talk to it"
      aside={
        tryout === null ? null : (
          <>
            <ModelChoice chosen={model} onChoose={setModel} />
            <button type="button" class="bare" onClick={start} disabled={isBusy}>
              Start anew with the text as it is
            </button>
          </>
        )
      }
    >
      {tryout === null ? (
        <div class="hidden-words">
          <p>
            The whole path, without Telegram: disclosure, gate and memory included. It speaks with the text in
            the editor. The best model at hand is that of your settings, or one found on this machine where
            there is no key. Nothing is kept.
          </p>
          <ModelChoice chosen={model} onChoose={setModel} />
          <button type="button" class="main" disabled={!mayChange || isBusy} onClick={start}>
            {isBusy ? 'Starting …' : 'Start a talk'}
          </button>
          {mayChange ? null : <p class="quiet">A talk may cost money, so it needs page.allow: write.</p>}
        </div>
      ) : (
        <>
          <p class="quiet">
            {tryout.model}
            {view === null
              ? ''
              : ` · ${counted(view.calls, 'call')}, ${view.isPriced ? dollars(view.microUsd) : 'price not known'}`}
          </p>
          <div class="try-out">
            {lines === 0 ? <Empty>Say something first.</Empty> : null}
            <ol class="talk" aria-label="What was said" aria-live="polite">
              {view?.lines.map((line, at) => (
                <li key={at} class={`bubble ${line.author === 'person' ? 'operator' : 'person'}`}>
                  <p>
                    <Foreign>{line.text}</Foreign>
                  </p>
                  <span class="meta">{clockTime(line.at)}</span>
                </li>
              ))}
            </ol>
            {view?.isTyping === true ? <p class="quiet">typing …</p> : null}
            <div ref={bottom} />
          </div>
          <form
            class="joined say"
            onSubmit={(event) => {
              event.preventDefault();
              if (words.trim() === '') return;
              send(session, `studio/tryouts/${tryout.tryout}`, { text: words }).catch((cause: unknown) =>
                say(problemOf(cause).message, true),
              );
              setWords('');
            }}
          >
            <input
              aria-label="What you say to it"
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
              placeholder="Write to it"
            />
            <button type="submit" class="main">
              Say
            </button>
          </form>
        </>
      )}
    </Card>
  );
}

const always = (): boolean => true;
