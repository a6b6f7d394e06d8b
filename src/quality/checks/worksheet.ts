import { pass, reject, repair, type Check, type CheckContext } from '../check.js';
import { literal } from '../literal.js';
import {
  countNouns,
  counts,
  introductions,
  remarks,
  trailingCount,
  worksheetLines,
} from '../phrases/worksheet.js';
import { plainText } from '../plain-words.js';
import { saysSomething, withoutSentences } from '../sentences.js';

const reason = 'it was about the message instead of being one; write only what the person is to read';

/** "Option 1:", "analysis:", "word count: 14", "Here is a rewritten reply:": what a model writes around a message. */
export const worksheetCheck: Check = {
  name: 'worksheet',
  judge(text, context) {
    const bare = message(text, context);
    if (bare === text.trim()) return pass;
    return saysSomething(bare) ? repair(bare, 'worksheet') : reject(reason, 'never');
  },
};

function message(text: string, { character }: CheckContext): string {
  const told = new RegExp(
    `^\\s*(?:\\*\\*)?${literal(character.name)}(?:\\s\\([^()\\n]{1,30}\\)\\s*[:：]|\\s(?:says|said|replies|replied|answers|writes|responds|texts)(?:,)?\\s*[:：])\\s*`,
    'iu',
  );
  let bare = firstOfSeveral(text.trim());
  for (let before = ''; before !== bare;) {
    before = bare;
    for (const introduction of introductions) bare = bare.replace(introduction, '').trim();
    bare = bare.replace(told, '').trim();
  }
  const lines = bare.split('\n').filter((line) => !worksheetLines.some((form) => form.test(line.trim())));
  const kept = lines.length === bare.split('\n').length ? bare : lines.join('\n').trim();
  return withoutCount(
    withoutSentences(kept, isRemark) === kept.trim() ? kept : withoutSentences(kept, isRemark),
  );
}

function withoutCount(text: string): string {
  const count = counts.exec(text)?.[0];
  const bare = count !== undefined && countNouns.test(count) ? text.replace(counts, '') : text;
  return bare.replace(trailingCount, '').trim();
}

/** Of several proposals the first: a person is sent one message. */
function firstOfSeveral(text: string): string {
  const starts = text.split('\n').flatMap((line, at) => (introductions[0]?.test(line.trim()) ? [at] : []));
  const [first, second] = starts;
  if (first === undefined || second === undefined) return text;
  return text.split('\n').slice(first, second).join('\n').trim();
}

function isRemark(sentence: string): boolean {
  const plain = plainText(sentence);
  return remarks.some((remark) => remark.test(plain));
}
