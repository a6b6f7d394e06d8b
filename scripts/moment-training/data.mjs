// Reads the training and test data: GoEmotions grouped to Ekman's emotions, and its Russian machine translation.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emotions } from '../../dist/strategist/moment/moment.js';

/** The 28 labels of the Russian files in the order of their ids, each with the emotion GoEmotions groups it under. */
const fine = {
  admiration: 'joy',
  amusement: 'joy',
  anger: 'anger',
  annoyance: 'anger',
  approval: 'joy',
  caring: 'joy',
  confusion: 'surprise',
  curiosity: 'surprise',
  desire: 'joy',
  disappointment: 'sadness',
  disapproval: 'anger',
  disgust: 'disgust',
  embarrassment: 'sadness',
  excitement: 'joy',
  fear: 'fear',
  gratitude: 'joy',
  grief: 'sadness',
  joy: 'joy',
  love: 'joy',
  nervousness: 'fear',
  optimism: 'joy',
  pride: 'joy',
  realization: 'surprise',
  relief: 'joy',
  remorse: 'sadness',
  sadness: 'sadness',
  surprise: 'surprise',
  neutral: 'neutral',
};
const emotionOfFine = Object.values(fine).map((name) => emotions.indexOf(name));

/** `{ text, labels }` of one split (`train`, `dev`, `test`); labels are indexes into `emotions`. */
export function readEnglish(folder, split) {
  const order = readFileSync(join(folder, 'labels.txt'), 'utf8').trim().split(/\s+/);
  if (order.join() !== emotions.join()) throw new Error('labels.txt is in another order than the emotions');
  return readFileSync(join(folder, `${split}.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [text, labels] = line.split('\t');
      return { text, labels: labels.split(',').map(Number) };
    });
}

/** `{ text, english, labels }` of one split (`validation`, `test`). */
export function readRussian(folder, split) {
  const [, ...rows] = readCsv(readFileSync(join(folder, `ru-go-emotions-simplified-${split}.csv`), 'utf8'));
  return rows.map(([text, english, ids]) => ({
    text,
    english,
    labels: [...new Set(ids.match(/\d+/g).map((id) => emotionOfFine[Number(id)]))],
  }));
}

/** Per language the turns of everyday chats with their labelled acts; dialogues whose labels do not match are left out. */
export function readChats(folder) {
  return readdirSync(folder)
    .filter((name) => /^[a-z]{2}\.txt$/.test(name))
    .map((name) => ({
      language: name.slice(0, 2),
      turns: readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [talk, , labels] = line.split('\t');
          const texts = (talk ?? '').split('__eou__').filter((text) => text.trim() !== '');
          const acts = (labels ?? '').trim().split(' ').map(Number);
          return texts.length === acts.length
            ? texts.map((text, index) => ({ text: text.trim(), act: acts[index] }))
            : [];
        }),
    }));
}

function readCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === ',' || sign === '\n') {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += sign;
  }
  return rows;
}

/** What everybody means by a sign: the data has few emoji, messengers have many. Written here, not taken from data. */
const signs = {
  joy: '😂 🤣 😀 😃 😄 😁 😆 😊 😍 🥰 😘 ❤ 💕 💖 💜 💙 🎉 🥳 😎 🤗 👍 🙏 😇 😋 😉 🙂 🔥 💪 👏 🤩 😻 😅 :) :D =) :-) ;) xD )) ^_^ :3',
  sadness: '😢 😭 😔 😞 🥺 💔 😿 ☹ 🙁 😥 😩 😫 😣 :( :-( =( (( T_T',
  anger: '😡 😠 🤬 😤 👿 🖕 💢 >:(',
  fear: '😨 😰 😱 😖 😬 🫣',
  disgust: '🤢 🤮 🤧 😷',
  surprise: '😮 😲 😯 🤯 😳 🤔 😵 🙀 :O :o',
};

/** Messages that are nothing but a sign, once or repeated. */
export function signRows() {
  return Object.entries(signs).flatMap(([name, list]) =>
    list.split(' ').flatMap((sign) =>
      [sign, `${sign}${sign}`, `${sign} ${sign} ${sign}`].map((text) => ({
        text,
        labels: [emotions.indexOf(name)],
      })),
    ),
  );
}
