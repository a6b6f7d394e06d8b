import { expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { characterId } from '../core/ids.js';
import { ownModels } from './own-models.js';
import { CharacterShelf } from './shelf.js';

const text = (models: string): string => `schema: 1
name: Tess
languages: [en]
identity:
  summary: Tess keeps bees.
voice:
  style: Short sentences.
models:
${models}
`;

function shelfOf(models: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tess.yaml'), text(models));
  return new CharacterShelf({
    folder,
    names: ['tess'],
    providers: () => ['anthropic', 'ollama'],
    clock: new ManualClock(),
    report: { changed: () => undefined, broken: () => undefined },
  });
}

it('takes models of providers that are there, one or a list', () => {
  const shelf = shelfOf('  voice.everyday: ollama:llama3:8b\n  scribe: [anthropic:a, ollama:b]');
  const tess = shelf.get(characterId('tess')) ?? { models: {} };
  expect(ownModels(tess, 'voice.everyday')).toEqual([{ provider: 'ollama', model: 'llama3:8b' }]);
  expect(ownModels(tess, 'scribe')).toEqual([
    { provider: 'anthropic', model: 'a' },
    { provider: 'ollama', model: 'b' },
  ]);
  expect(ownModels(tess, 'judge')).toEqual([]);
});

it('refuses a provider that is not there with file, line and field', () => {
  expect(() => shelfOf('  scribe: anthropic:a\n  voice.deep: olama:b')).toThrow(
    /^characters\/tess\.yaml:10: models\["voice\.deep"\]: expected a provider that is configured \(anthropic, ollama\), got "olama"/u,
  );
});
