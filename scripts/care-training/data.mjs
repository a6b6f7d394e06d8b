// Reads the sentences written for the purpose (`labels<TAB>sentence`, one file per direction and language) and the
// public everyday talk that serves as "none of it".
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { labelsIn, languageOf } from './labels-in.mjs';

/**
 * Rows `{ text, language, labels: number[], likeness: label or null, source: 'written' }`, of the folder and those inside it;
 * a sentence that stands twice counts once.
 */
export function readSentences(folder, direction) {
  const rows = [];
  const seen = new Set();
  for (const file of readdirSync(folder, { recursive: true }).sort()) {
    const language = languageOf(basename(file), direction);
    if (language === null) continue;
    for (const [at, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const [said, written = '', ...more] = line.split('\t');
      const text = written.trim();
      if (text === '' || more.length > 0) throw new Error(`${file}:${at + 1} is not labels, tab, sentence`);
      const key = text.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push({ text, language, ...labelsIn(said, direction), source: 'written' });
    }
  }
  return rows;
}

/** Comments and messages of the emotion sets, English and Russian (licences in their folder). */
export function readEveryday(folder) {
  if (!existsSync(folder))
    throw new Error(`no everyday talk at ${folder}; docs/outside-data.md says where to get it`);
  const english = ['train', 'dev'].flatMap((split) =>
    readFileSync(join(folder, `${split}.tsv`), 'utf8')
      .split('\n')
      .map((line) => line.split('\t')[0] ?? ''),
  );
  const russian = csvFirst(readFileSync(join(folder, 'ru-go-emotions-simplified-validation.csv'), 'utf8'));
  const rows = (texts, language) =>
    texts
      .map((text) => text.replaceAll('[NAME]', '').replaceAll('[RELIGION]', '').trim())
      .filter((text) => text.length > 3)
      .map((text) => ({ text, language, labels: [], likeness: null, source: 'everyday' }));
  return [...rows(english, 'en'), ...rows(russian, 'ru')];
}

/** Rows of a CSV file by their column named `ru_text` or the first one. */
function csvFirst(text) {
  const rows = [];
  let row = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (one === '"' && quoted && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (one === '"') quoted = !quoted;
    else if (one === ',' && !quoted) row.push('');
    else if (one === '\n' && !quoted) {
      rows.push(row);
      row = [''];
    } else if (one !== '\r') row[row.length - 1] += one;
  }
  const [head, ...body] = rows;
  const column = Math.max(
    0,
    head.findIndex((name) => name === 'ru_text'),
  );
  return body.map((cells) => cells[column] ?? '');
}

/** What humans say every day, to measure false alarms by: `{ language: texts }`. */
export function readChat(folder, languages = ['en', 'de', 'it']) {
  if (!existsSync(folder))
    throw new Error(`no human talk at ${folder}; docs/outside-data.md says where to get it`);
  const chat = {};
  for (const language of languages) {
    const file = join(folder, `${language}.txt`);
    if (!existsSync(file)) continue;
    chat[language] = readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (line.split('\t')[0] ?? '').split('__eou__'))
      .map(untokenised)
      .filter((turn) => turn !== '');
  }
  return chat;
}

/** The English file has a space before every mark; nobody writes so. */
function untokenised(turn) {
  return turn
    .replace(/\s+([.,!?;:%)])/gu, '$1')
    .replace(/\s+(['’](?:s|m|re|ve|ll|d|t)\b)/giu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
