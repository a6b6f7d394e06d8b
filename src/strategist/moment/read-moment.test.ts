import { describe, expect, it } from 'vitest';
import { bucketBits, featuresOf } from './features.js';
import { decodeModel, encodeModel, judgeScores, scoresOf } from './model.js';
import { loadMomentModel } from './model-file.js';
import { emotions, isSure } from './moment.js';
import { createMomentReader } from './read-moment.js';

const model = loadMomentModel();
const readMoment = createMomentReader(model);

describe('the shipped classifier', () => {
  it.each([
    ['joy', 'I love this, thank you so much, you made my day!'],
    ['sadness', 'i feel so sad and lonely, i miss her'],
    ['anger', 'this is fucking ridiculous, i hate it'],
    ['fear', "i'm so scared and nervous about tomorrow"],
    ['surprise', 'wow, really? i did not expect that, how is that possible?'],
    ['neutral', 'the train leaves from platform two at nine'],
    ['joy', 'спасибо огромное, я так счастлива, люблю тебя!'],
    ['sadness', 'мне так грустно и жаль, я скучаю'],
    ['anger', 'ненавижу этих идиотов, какой ужасный бред'],
    ['neutral', 'поезд отправляется в девять со второго пути'],
    ['joy', '😂😂😂'],
    ['sadness', '😭'],
  ])('reads %s in: %s', (emotion, text) => {
    expect(readMoment(text).emotion).toBe(emotion);
  });

  it('is sure of a plain case and unsure of one that could be anything', () => {
    expect(isSure(readMoment('I love this, thank you so much, you made my day!'))).toBe(true);
    expect(isSure(readMoment('hm, the thing with the door again'))).toBe(false);
  });

  it('knows its languages, and is never sure in another', () => {
    expect(readMoment('ich bin heute so traurig und weiß nicht warum')).toMatchObject({
      language: null,
      confidence: 0,
    });
    expect(readMoment('我今天很难过')).toMatchObject({ language: null, confidence: 0 });
    expect(readMoment('я сегодня дома').language).toBe('ru');
    expect(readMoment('as always').language).toBe('en');
    expect(readMoment('super', 'de').language).toBeNull();
    expect(readMoment('дома', 'uk').language).toBeNull();
  });

  it('gives numbers between 0 and 1 for anything', () => {
    for (const text of ['', ' ', '\u0000', '🏳️‍🌈', '((((', 'x'.repeat(10_000), '😂'.repeat(5_000)]) {
      const { scores, confidence } = readMoment(text);
      for (const value of [...Object.values(scores), confidence]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('is under two megabytes', () => {
    expect(encodeModel(model).length).toBeLessThan(2_000_000);
  });
});

describe('the model file', () => {
  it('comes back as it was written', () => {
    const bytes = encodeModel(model);
    const again = decodeModel(bytes);
    expect(again.terms).toEqual(model.terms);
    expect(Buffer.compare(encodeModel(again), bytes)).toBe(0);
    const features = featuresOf('what a day');
    expect(scoresOf(features, again)).toEqual(scoresOf(features, model));
  });

  it('is refused when it is cut short or something else', () => {
    const bytes = encodeModel(model);
    expect(() => decodeModel(bytes.subarray(0, 1_000))).toThrow(/not one of this version/u);
    const other = Uint8Array.from(bytes);
    other[0] = 0;
    expect(() => decodeModel(other)).toThrow(/not one of this version/u);
  });
});

describe('judging scores', () => {
  const terms = {
    thresholds: emotions.map((name) => (name === 'fear' ? -4 : 0)),
    slopes: emotions.map(() => 1),
    shifts: emotions.map(() => 0),
    share: 0.5,
    trust: { lead: 1, probability: 0, shift: 0 },
  };

  it('lets a rare emotion with a low threshold win over a common one that is little above its own', () => {
    const scores = emotions.map((name) => (name === 'fear' ? -1 : name === 'neutral' ? 0.5 : -5));
    expect(emotions[judgeScores(scores, terms).first]).toBe('fear');
    expect(emotions[judgeScores(scores, { ...terms, share: 0 }).first]).toBe('neutral');
  });

  it('trusts a clear lead more than a narrow one', () => {
    const lead = (joy: number) =>
      judgeScores(
        emotions.map((name) => (name === 'joy' ? joy : -1)),
        terms,
      ).confidence;
    expect(lead(3)).toBeGreaterThan(lead(0));
  });
});

describe('features', () => {
  it('stay within the table, and are the same for spellings that mean the same', () => {
    const { words, pairs, pieces } = featuresOf('Ну ЧТО ж, ёлка… so sooooo good!!! 12 https://x.test/a');
    for (const bucket of [...words, ...pairs, ...pieces]) expect(bucket).toBeLessThan(2 ** bucketBits);
    expect(featuresOf('sooooooo good')).toEqual(featuresOf('sooo good'));
    expect(featuresOf('ёлка 5')).toEqual(featuresOf('елка 7'));
    expect(featuresOf('good day')).not.toEqual(featuresOf('day good'));
  });
});
