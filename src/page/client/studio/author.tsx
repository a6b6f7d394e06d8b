import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CharacterView, CheckedText } from '../../studio/characters.js';
import { problemOf, send } from '../frame/api.js';
import { AskFirst } from '../frame/ask-first.js';
import { Badge, Card, Shown } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { counted } from '../frame/words.js';
import type { Editor } from './editor.js';
import type { Schema } from './schema-completion.js';
import { CompareTab } from './compare-tab.js';
import { PromptTab } from './prompt-tab.js';
import { RehearseTab } from './rehearse-tab.js';
import { TalkTab } from './talk-tab.js';
import { VoiceTab } from './voice-tab.js';

type Finding = CharacterView['findings'][number];

const tabs = ['findings', 'prompt', 'talk', 'compare', 'voice', 'rehearse'] as const;
type Tab = (typeof tabs)[number];

/** A character's text, and beside it what comes of it. */
export function Author({ id }: { id: string }): JSX.Element {
  const looked = useView<CharacterView>(`studio/characters/${encodeURIComponent(id)}`, null);
  const schema = useView<Schema>('studio/schema', null);
  return (
    <>
      <p class="back">
        <a href={to(['studio'])}>Studio</a>
      </p>
      <h1>{id}</h1>
      <Shown looked={looked}>
        {(character) => (
          <Shown looked={schema}>{(known) => <Desk character={character} schema={known} />}</Shown>
        )}
      </Shown>
    </>
  );
}

function Desk({ character, schema }: { character: CharacterView; schema: Schema }): JSX.Element {
  const { session, say } = usePage();
  const { id } = character;
  const path = `studio/characters/${encodeURIComponent(id)}`;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [findings, setFindings] = useState<readonly Finding[]>(character.findings);
  const [saved, setSaved] = useState(character);
  const [isChanged, setChanged] = useState(false);
  const [tab, setTab] = useState<Tab>('findings');
  const text = useCallback(() => editor.current?.text() ?? character.text, [character]);
  const mayChange = session.allow === 'write';

  const save = useCallback(() => {
    if (!mayChange) return;
    send<CharacterView>(session, path, { text: text(), version: saved.version }, 'PUT')
      .then((done) => {
        setSaved(done);
        setFindings(done.findings);
        setChanged(done.text !== text());
        say('Saved. A running program takes it in by itself.');
      })
      .catch((cause: unknown) => say(problemOf(cause).message, true));
  }, [mayChange, session, path, text, saved.version, say]);
  const latestSave = useRef(save);
  latestSave.current = save;

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => {
      send<CheckedText>(session, `${path}/check`, { text: text() })
        .then(({ findings: found }) => {
          if (isOver) return;
          setFindings(found);
          editor.current?.showFindings(found);
        })
        .catch((cause: unknown) => say(problemOf(cause).message, true));
    };
    import('./editor.js')
      .then(({ openEditor }) => {
        if (isOver || place.current === null) return;
        editor.current = openEditor(place.current, {
          text: character.text,
          schema,
          onChange: () => {
            setChanged(true);
            clearTimeout(timer);
            timer = setTimeout(check, 400);
          },
          onSave: () => latestSave.current(),
        });
        editor.current.showFindings(character.findings);
      })
      .catch((cause: unknown) => say(`The editor did not load: ${String(cause)}`, true));
    return () => {
      isOver = true;
      clearTimeout(timer);
      editor.current?.close();
      editor.current = null;
    };
  }, [character, schema, session, path, text, say]);

  useEffect(() => {
    // What was written and not saved is not lost by closing the tab.
    const leaving = (event: BeforeUnloadEvent): void => {
      if (isChanged) event.preventDefault();
    };
    addEventListener('beforeunload', leaving);
    return () => removeEventListener('beforeunload', leaving);
  }, [isChanged]);

  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <div class="orders">
        <button type="button" class="main" disabled={!mayChange || !isChanged} onClick={save}>
          Save <kbd>Ctrl S</kbd>
        </button>
        {saved.lastGood === null ? null : (
          <AskFirst
            label="Last good version"
            question="Put the last good version into the editor? Nothing is saved until you save it; Ctrl Z takes it back."
            yes="Put it in"
            onYes={() => editor.current?.setText(saved.lastGood ?? '')}
          />
        )}
        <span class="quiet">
          {saved.file}
          {saved.parts.length === 0 ? '' : ` (and ${counted(saved.parts.length, 'other file')})`}
          {isChanged ? ', not saved' : ''}
        </span>
        {mayChange ? null : <span class="quiet">The page only looks: page.allow lets it save.</span>}
      </div>
      <div class="split even desk">
        <div class="editor" ref={place} />
        <div>
          <div class="tabs" role="tablist" aria-label="What comes of it">
            {tabs.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`tab-${name}`}
                aria-selected={tab === name}
                aria-controls="tab-panel"
                class={tab === name ? 'chosen' : 'bare'}
                onClick={() => setTab(name)}
              >
                {name.slice(0, 1).toUpperCase() + name.slice(1)}
                {name === 'findings' && findings.length > 0 ? (
                  <Badge mood={errors > 0 ? 'bad' : 'warn'}>{String(findings.length)}</Badge>
                ) : null}
              </button>
            ))}
          </div>
          <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === 'findings' ? (
              <Findings findings={findings} onGo={(line) => editor.current?.goTo(line)} />
            ) : tab === 'prompt' ? (
              <PromptTab path={path} text={text} />
            ) : tab === 'talk' ? (
              <TalkTab path={path} text={text} />
            ) : tab === 'compare' ? (
              <CompareTab
                path={path}
                text={text}
                versions={{ saved: saved.text, lastGood: saved.lastGood }}
              />
            ) : tab === 'voice' ? (
              <VoiceTab path={path} />
            ) : (
              <RehearseTab path={path} isChanged={isChanged} />
            )}
          </div>
        </div>
      </div>
    </>
  );
}

function Findings({
  findings,
  onGo,
}: {
  findings: readonly Finding[];
  onGo: (line: number) => void;
}): JSX.Element {
  return (
    <Card title="What a check finds">
      {findings.length === 0 ? (
        <p class="empty">Nothing is wrong with it.</p>
      ) : (
        <ul class="needs">
          {findings.map(({ severity, line, field, says, remedy }, at) => (
            <li key={at}>
              <Badge mood={severity === 'error' ? 'bad' : 'warn'}>{severity}</Badge>
              <div>
                <button type="button" class="bare line-link" onClick={() => onGo(line)}>
                  line {line}
                </button>{' '}
                {field === '' ? '' : `${field}: `}
                {says}
                {remedy === '' ? null : <p>{remedy}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
