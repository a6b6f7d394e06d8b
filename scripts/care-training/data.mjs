// Reads the sentences written for the purpose (`labels<TAB>sentence`, one file per direction and language) and the
// public everyday talk that serves as "none of it".
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { incomingLabels, outgoingLabels } from '../../dist/duty/net/labels.js';

export const labelsOf = { incoming: incomingLabels, outgoing: outgoingLabels };

/** Rows `{ text, language, labels: number[], likeness: label or null }`; a sentence that stands twice counts once. */
export function readSentences(folder, direction) {
  const known = labelsOf[direction];
  const rows = [];
  const seen = new Set();
  for (const file of readdirSync(folder).sort()) {
    const [, language] = new RegExp(`^${direction}-([a-z]{2})\\d?\\.tsv$`, 'u').exec(file) ?? [];
    if (language === undefined) continue;
    for (const [at, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const cut = line.indexOf('\t');
      const said = line
        .slice(0, cut)
        .split(',')
        .map((one) => one.trim());
      const text = line.slice(cut + 1).trim();
      if (cut < 0 || text === '' || text.includes('\t'))
        throw new Error(`${file}:${at + 1} is not labels, tab, sentence`);
      const labels = said.map((one) => known.indexOf(one)).filter((one) => one >= 0);
      const [none, likeness = null] = said[0].split(':');
      if (labels.length !== said.length && none !== 'none')
        throw new Error(`${file}:${at + 1} has an unknown label: ${said}`);
      if (none === 'none' && labels.length > 0)
        throw new Error(`${file}:${at + 1} is none and something: ${said}`);
      const key = text.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push({ text, language, labels, likeness, source: 'written' });
    }
  }
  return rows;
}

/** Comments and messages of the emotion sets, English and Russian (licences in their folder). */
export function readEveryday(folder) {
  if (!existsSync(folder)) return [];
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
  const chat = {};
  for (const language of languages) {
    const file = join(folder, `${language}.txt`);
    if (!existsSync(file)) continue;
    chat[language] = readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (line.split('\t')[0] ?? '').split('__eou__'))
      .map((turn) => turn.trim())
      .filter((turn) => turn !== '');
  }
  return chat;
}
