import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { exportCard } from '../../app/orders/export-card.js';
import { importCard } from '../../app/orders/import-card.js';
import { replaceChecked } from '../../app/orders/replace-checked.js';
import { characterFindings } from '../../app/views/character-findings.js';
import { stableTokens } from '../../context/stable-tokens.js';
import { characterPreview } from '../../app/views/character-preview.js';
import { readCard } from '../../card/shape/read-card.js';
import { characterFrom, listCharacters, loadCharacter, type LoadResult } from '../../character/load.js';
import {
  findCharacter,
  mainFile,
  readCharacterText,
  versionOf,
  type CharacterText,
} from '../../character/source.js';
import { OperatorError } from '../../core/failure.js';
import type { PageParts } from '../source/page-parts.js';

type StudioParts = Pick<PageParts, 'config' | 'clock'>;

/** Longer than any character somebody wrote. */
const longestText = 1_000_000;
const shortName = /^[a-z0-9][a-z0-9-]{0,31}$/u;

/** The characters there are, and how each is. */
export function charactersView({ config }: StudioParts) {
  const served = new Map<string, string[]>();
  for (const { id, character } of config.accounts)
    served.set(character, [...(served.get(character) ?? []), id]);
  return {
    characters: listCharacters(config.charactersFolder).map((id) => {
      const loaded = loadCharacter(config.charactersFolder, id);
      const findings = characterFindings(loaded, placeOf(config, id).path, config);
      return {
        id,
        name: loaded.ok ? loaded.character.name : null,
        languages: loaded.ok ? loaded.character.languages : [],
        tokens: loaded.ok ? stableTokens(loaded.character) : null,
        errors: findings.filter(({ severity }) => severity === 'error').length,
        warnings: findings.filter(({ severity }) => severity === 'warning').length,
        accounts: served.get(id) ?? [],
      };
    }),
  };
}

export type CharactersView = ReturnType<typeof charactersView>;

/** One character: the text of its main file, what a check finds, and the last good version there was. */
export function characterView({ config }: Pick<StudioParts, 'config'>, id: string) {
  const { path, file, parts } = placeOf(config, id);
  const text = readFileSync(file, 'utf8');
  const good = lastGoodFile(config, id);
  return {
    id,
    file: parts === null ? `characters/${id}.yaml` : `characters/${id}/${mainFile}`,
    /** Whether other files belong to it that are not edited here. */
    parts: parts ?? [],
    text,
    version: textVersion(text),
    findings: characterFindings(loadCharacter(config.charactersFolder, id), path, config),
    lastGood: existsSync(good) ? readFileSync(good, 'utf8') : null,
  };
}

export type CharacterView = ReturnType<typeof characterView>;

const checkInput = z.object({ text: z.string().max(longestText) });

/** What a check finds in a text that is being written; nothing is kept. */
export function checkText({ config }: StudioParts, id: string, input: unknown) {
  const { text } = checkInput.parse(input);
  return { findings: characterFindings(loadedWith(config, id, text), placeOf(config, id).path, config) };
}

export type CheckedText = ReturnType<typeof checkText>;

const saveInput = z.object({ text: z.string().min(1).max(longestText), version: z.string() });

/**
 * Put a text in the place of a character's main file; what was there is kept where it was good.
 * @throws OperatorError when it could not be read, or somebody else changed the file meanwhile; then nothing was written
 */
export function saveCharacter({ config }: StudioParts, id: string, input: unknown) {
  const { text, version } = saveInput.parse(input);
  const { path, file } = placeOf(config, id);
  const before = readFileSync(file, 'utf8');
  if (textVersion(before) !== version) {
    throw new OperatorError(
      `${id} was changed meanwhile, by an editor or another tab`,
      'copy your text, load the character again, and put the two together',
    );
  }
  const wasGood = loadCharacter(config.charactersFolder, id).ok;
  replaceChecked(file, text, { id, path });
  if (wasGood && before !== text) {
    const good = lastGoodFile(config, id);
    mkdirSync(join(config.data, 'studio'), { recursive: true, mode: 0o700 });
    writeFileSync(good, before, { mode: 0o600 });
  }
  return characterView({ config }, id);
}

const previewInput = z.object({
  text: z.string().max(longestText),
  turn: z.number().int().min(1).max(1_000),
});

/** The prompt of one turn of a talk that is made up, from the text as it stands in the editor. */
export function previewText({ config, clock }: StudioParts, id: string, input: unknown) {
  const { text, turn } = previewInput.parse(input);
  const { character } = goodOrRefused(loadedWith(config, id, text), id);
  const { prompt } = characterPreview(character, turn, clock.now(), undefined);
  return { turn, prompt };
}

export type PreviewedText = ReturnType<typeof previewText>;

/** @throws OperatorError for what is no card; then nothing was written */
export function importDropped({ config }: StudioParts, bytes: Uint8Array, fileName: string) {
  const file = fileName.replace(/[/\\]/gu, '_').slice(-200);
  const card = readCard(Buffer.from(bytes), file);
  if (!card.ok) throw new OperatorError(`${file}: ${card.why}`, card.remedy);
  const { id, character, losses } = importCard(card, { into: config.charactersFolder, file, force: false });
  return { id, name: character.name, losses };
}

export type ImportedCard = ReturnType<typeof importDropped>;

/** A character in a picture that other programs read. */
export function exportPicture({ config }: StudioParts, id: string): Buffer {
  const { path } = placeOf(config, id);
  const { character } = goodOrRefused(loadCharacter(config.charactersFolder, id), id);
  const content = exportCard(character, path, { version: 'v3', asPng: true });
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** @throws OperatorError with the first thing that is wrong */
export function goodOrRefused(loaded: LoadResult, id: string): Extract<LoadResult, { ok: true }> {
  if (loaded.ok) return loaded;
  throw new OperatorError(`${id} cannot be read as it stands`, 'mend what the check finds first');
}

/** A character as it would be with this text as its main file. */
export function loadedWith(config: PageParts['config'], id: string, text: string): LoadResult {
  const { path } = placeOf(config, id);
  const name = `characters/${id}${path.endsWith('.yaml') ? '.yaml' : ''}`;
  const read = readCharacterText(path, name, config.charactersFolder);
  const files = read.ok ? read.value.files : ([{ name, field: null, text }] as const);
  const [main, ...parts] = files;
  const value: CharacterText = { files: [{ ...main, text }, ...parts] };
  return characterFrom(id, value, versionOf(value));
}

const textVersion = (text: string): string => versionOf({ files: [{ name: '', field: null, text }] });
const lastGoodFile = ({ data }: { readonly data: string }, id: string): string =>
  join(data, 'studio', `${id}.last-good.yaml`);

/** @throws OperatorError when there is no such character */
function placeOf({ charactersFolder }: PageParts['config'], id: string) {
  const kind = shortName.test(id) ? findCharacter(charactersFolder, id) : null;
  if (kind === null || kind === 'both') {
    throw new OperatorError(`there is no character ${id}`, 'the studio lists them');
  }
  if (kind === 'file') {
    const file = join(charactersFolder, `${id}.yaml`);
    return { path: file, file, parts: null };
  }
  const path = join(charactersFolder, id);
  const read = readCharacterText(path, `characters/${id}`, charactersFolder);
  const parts = read.ok ? read.value.files.slice(1).map(({ name }) => name) : [];
  return { path, file: join(path, mainFile), parts };
}
