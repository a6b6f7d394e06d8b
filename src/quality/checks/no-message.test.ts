import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { verdictOn } from '../../../test/support/verdicts.js';
import { emptyCheck } from './empty.js';
import { markupCheck } from './markup.js';
import { metaTalkCheck } from './meta-talk.js';
import { promptResidueCheck } from './prompt-residue.js';
import { rolePrefixCheck } from './role-prefix.js';
import { speakingForCheck } from './speaking-for.js';
import { stageDirectionsCheck } from './stage-directions.js';

/** Texts and what becomes of them. The passing ones are near misses of the others. */
type Table = readonly (readonly [text: string, verdict: string])[];

describe('what is left of reasoning and templates', () => {
  const table: Table = [
    ['i think so. <3', 'pass'],
    ['my plan: sleep', 'pass'],
    ['the answer is in the second drawer', 'pass'],
    ['a < b and b > c', 'pass'],
    ['{ok}', 'pass'],
    ['the system is down again, said the baker', 'pass'],
    ['<think>they are sad</think>come in, sit down', 'repair: come in, sit down'],
    ['they seem sad, i should be kind</think>\n\ncome in', 'repair: come in'],
    ['[thinking]a plan[/thinking] hello', 'repair: hello'],
    ['Final answer: hello', 'repair: hello'],
    ['Ответ: приду завтра', 'repair: приду завтра'],
    ['Antwort: bis morgen', 'repair: bis morgen'],
    ['回复：明天见吧', 'pass'],
    ['回复： 明天见吧', 'repair: 明天见吧'],
    ['```\nhello\n```', 'repair: hello'],
    ['{"reply": "hello there"}', 'repair: hello there'],
    ['hello<|im_end|>', 'repair: hello'],
    ['<think>only thoughts</think>', 'reject never'],
    ['<think>thoughts without end', 'reject never'],
    ['hello {{user}}', 'reject never'],
    ['{% if sad %}hello', 'reject never'],
    ['### Instruction: be kind', 'reject never'],
    ['[INST] hi [/INST] hello', 'reject never'],
    ['"role": "assistant" hello', 'reject never'],
    ['<situation>It is Monday</situation> hi', 'reject never'],
    ['i am [object Object]', 'reject never'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(promptResidueCheck, text)).toBe(verdict));
});

describe('the name of the speaker in front', () => {
  const table: Table = [
    ['the time: ten', 'pass'],
    ['tess was here', 'pass'],
    ['she said "no" and "never"', 'pass'],
    ['"no" is a full sentence, and so is "later"', 'pass'],
    ['Tess: hello', 'repair: hello'],
    ['**Tess:** hello', 'repair: hello'],
    ['[tess] : hello', 'repair: hello'],
    ['Ассистент: привет', 'repair: привет'],
    ['助手：你好', 'repair: 你好'],
    ['„hallo du“', 'repair: hallo du'],
    ['«привет»', 'repair: привет'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(rolePrefixCheck, text)).toBe(verdict));

  it('takes a name as it is written, whatever signs it holds', () => {
    const character = aCharacter({ name: 'T.E.S.S. (old)' });
    expect(verdictOn(rolePrefixCheck, 'T.E.S.S. (old): hello', { character })).toBe('repair: hello');
    expect(verdictOn(rolePrefixCheck, 'TxExSxSx old: hello', { character })).toBe('pass');
  });
});

describe('the other side of the talk', () => {
  const table: Table = [
    ['you: the only one who asks', 'reject never'],
    ['two things i like about you: none', 'pass'],
    ['see you at 8:30', 'pass'],
    ['me :)', 'pass'],
    ['it rained.\nUser: and then?\nTess: then it stopped', 'repair: it rained.'],
    ['it rained.\n**You:** and then?', 'repair: it rained.'],
    ['тихо.\nПользователь: а потом?', 'repair: тихо.'],
    ['es regnet.\nNutzer: und dann?', 'repair: es regnet.'],
    ['llueve.\nUsuario: ¿y luego?', 'repair: llueve.'],
    ['下雨了。\n用户：然后呢', 'repair: 下雨了。'],
    ['Human: are you there', 'reject never'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(speakingForCheck, text)).toBe(verdict));

  it('knows the name of the person', () => {
    const text = 'it rained.\nBo: and then?';
    expect(verdictOn(speakingForCheck, text)).toBe('pass');
    expect(verdictOn(speakingForCheck, text, { personName: 'Bo' })).toBe('repair: it rained.');
  });
});

describe('what stands between asterisks', () => {
  const table: Table = [
    ['that is *so* late', 'repair: that is so late'],
    ['2 * 3 * 4', 'pass'],
    ['five stars: *****', 'pass'],
    ['*smiles* come in', 'repair: come in'],
    ['come in. *closes the door*', 'repair: come in.'],
    ['*улыбается* заходи', 'repair: заходи'],
    ['*lächelt leise* komm rein', 'repair: komm rein'],
    ['*looks at you for a long time*', 'reject never'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(stageDirectionsCheck, text)).toBe(verdict));

  it('leaves a habit of the character alone, and never lets the person act', () => {
    const plain = aCharacter();
    const character = { ...plain, voice: { ...plain.voice, samples: ['*yawns* late again'] } };
    expect(verdictOn(stageDirectionsCheck, '*smiles* come in', { character })).toBe('pass');
    expect(verdictOn(stageDirectionsCheck, '*you smile* come in', { character })).toBe('repair: come in');
  });
});

describe('signs of markup', () => {
  const table: Table = [
    ['snake_case and 3 * 4 and a_b_c', 'pass'],
    ['> 3 is more than two', 'repair: 3 is more than two'],
    ['fish & chips; tea', 'pass'],
    ['i <3 you', 'pass'],
    ['12" pizza', 'pass'],
    ['**late** again', 'repair: late again'],
    ['# News\nnone', 'repair: News\nnone'],
    ['* milk\n* bread', 'repair: milk\nbread'],
    ['<b>late</b> again', 'repair: late again'],
    ['fish &amp; chips', 'repair: fish & chips'],
    ['donâ€™t', 'repair: don’t'],
    ['mÃ¼de', 'repair: müde'],
    ['one\\ntwo', 'repair: one\ntwo'],
    ['"come in', 'repair: come in'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(markupCheck, text)).toBe(verdict));
});

describe('talk about being a program', () => {
  const table: Table = [
    ['yes, i am an AI. and you?', 'pass'],
    ['the assistant at the shop was rude', 'pass'],
    ['my phone has a language i cannot read', 'pass'],
    ['As an AI language model, I cannot do that.', 'reject never'],
    ["I'm just a large language model trained by OpenAI.", 'reject never'],
    ['Как языковая модель, я не могу этого.', 'reject never'],
    ['Als KI-Sprachmodell kann ich das nicht.', 'reject never'],
    ['作为一个人工智能语言模型，我不能这样做。', 'reject never'],
    ['i cannot roleplay this.', 'reject never'],
    [
      'As an AI language model I should say so. but honestly, the tram was late again and i walked home in the rain.',
      'repair: but honestly, the tram was late again and i walked home in the rain.',
    ],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(metaTalkCheck, text)).toBe(verdict));
});

describe('nothing', () => {
  const table: Table = [
    ['…', 'pass'],
    ['👍', 'pass'],
    ['5', 'pass'],
    ['да', 'pass'],
    ['', 'reject never'],
    [' \n\t', 'reject never'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(emptyCheck, text)).toBe(verdict));
});
