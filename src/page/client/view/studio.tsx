import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CharactersView, ImportedCard } from '../../studio/characters.js';
import { problemOf, send, upload } from '../frame/api.js';
import { Badge, Shown, Table } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { count, counted } from '../frame/words.js';
import { Author } from '../studio/author.js';

export function Studio({ name }: { name: string | undefined }): JSX.Element {
  return name === undefined ? <Characters /> : <Author key={name} id={name} />;
}

function Characters(): JSX.Element {
  const looked = useView<CharactersView>('studio', null);
  return (
    <>
      <h1>Studio</h1>
      <Begin />
      <Drop onDone={looked.reload} />
      <Shown looked={looked}>
        {({ characters }) => (
          <section class="card" aria-label="Characters">
            <Table
              caption="Characters"
              rows={characters}
              keyOf={({ id }) => id}
              empty="There is no character yet. Begin one above, or drop a card."

              columns={[
                {
                  head: 'Character',
                  cell: ({ id, name }) => <a href={to(['studio', id])}>{name ?? id}</a>,
                },
                {
                  head: 'Check',
                  cell: ({ errors, warnings }) =>
                    errors > 0 ? (
                      <Badge mood="bad">{counted(errors, 'error')}</Badge>
                    ) : warnings > 0 ? (
                      <Badge mood="warn">{counted(warnings, 'warning')}</Badge>
                    ) : (
                      <Badge mood="good">good</Badge>
                    ),
                },
                { head: 'Languages', cell: ({ languages }) => languages.join(', ') || '–', spare: 1 },
                {
                  head: 'Tokens in every prompt',
                  isNumber: true,
                  cell: ({ tokens }) => (tokens === null ? '–' : count(tokens)),
                },
                {
                  head: 'Accounts',
                  isWide: true,
                  spare: 1,
                  cell: ({ accounts }) => accounts.join(', ') || 'none',
                },
                {
                  head: 'Card',
                  spare: 1,
                  cell: ({ id, errors }) =>
                    errors > 0 ? (
                      '–'
                    ) : (
                      <a href={`api/studio/characters/${id}/card.png`} download={`${id}.png`}>
                        PNG
                      </a>
                    ),
                },
              ]}
            />
          </section>
        )}
      </Shown>
    </>
  );
}

/** A new character by its name; the rest is written in the editor. */
function Begin(): JSX.Element | null {
  const { session, say } = usePage();
  const [name, setName] = useState('');
  if (session.allow !== 'write') return null;
  return (
    <form
      class="joined say"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        send<{ id: string }>(session, 'studio/characters', { name })
          .then(({ id }) => {
            location.hash = to(['studio', id]).replace(/^.*#/u, '');
          })
          .catch((cause: unknown) => say(problemOf(cause).message, true));
      }}
    >
      <input
        aria-label="Name of a new character"
        placeholder="A new character: its name"
        maxLength={60}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="main">
        Begin
      </button>
    </form>
  );
}

/** A card by dropping it, or by choosing its file. */
function Drop({ onDone }: { onDone: () => void }): JSX.Element {
  const { session, say } = usePage();
  const [isOver, setOver] = useState(false);
  const [imported, setImported] = useState<ImportedCard | null>(null);
  const mayChange = session.allow === 'write';
  const take = (file: File | undefined): void => {
    if (file === undefined || !mayChange) return;
    upload<ImportedCard>(session, `studio/cards?file=${encodeURIComponent(file.name)}`, file)
      .then((done) => {
        setImported(done);
        say(`Imported ${done.name}.`);
        onDone();
      })
      .catch((cause: unknown) => {
        setImported(null);
        say(problemOf(cause).message, true);
      });
  };
  return (
    <div
      class={`drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      <label>
        Drop a Character Card here (PNG, JSON, WebP, CHARX), or choose its file
        <input
          type="file"
          disabled={!mayChange}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {mayChange ? null : (
        <p class="quiet">The page only looks: page.allow in kindred.yaml lets it import.</p>
      )}
      {imported === null ? null : (
        <div class="note">
          <a href={to(['studio', imported.id])}>{imported.name}</a> is there.{' '}
          {imported.losses.length === 0 ? 'Everything of the card was carried.' : 'Not carried:'}
          <ul>
            {imported.losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
