import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCrisis } from './crisis.js';
import { hear, showsCard } from './hear.js';
import { countryOf, hotlines, hotlinesOf, outdatedHotlines } from './hotlines.js';
import { hearIncoming } from './net/hear-incoming.js';
import { careNets } from './net/load-nets.js';

const sentences = readFileSync('assets/crisis/sentences.tsv', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([, , label = '', text = '']) => ({ label, text }));

function shownCard(text: string): boolean {
  const sign = findCrisis(text);
  return sign !== null && sign.tier !== 'indirect';
}

const share = (label: string, isShown: (text: string) => boolean): number => {
  const meant = sentences.filter((one) => one.label === label);
  return meant.filter(({ text }) => isShown(text)).length / meant.length;
};

describe('rules and nets together', () => {
  const nets = careNets();
  const isShown = (text: string): boolean => showsCard(hear(text, nets).danger);

  it('find what they should, which neither does alone', () => {
    expect(share('explicit', isShown)).toBeGreaterThanOrEqual(0.88);
    expect(share('ideation', isShown)).toBeGreaterThanOrEqual(0.9);
    const byNets = (text: string): boolean => showsCard(hearIncoming(text, nets).danger);
    expect(share('explicit', byNets)).toBeLessThan(share('explicit', isShown));
    expect(share('explicit', shownCard)).toBeLessThan(share('explicit', isShown));
  });
});

describe('findCrisis', () => {
  it('leaves ordinary talk alone', () => {
    // Look-alikes, written to be taken for signs; ordinary talk is measured by the gate's bench.
    expect(share('ordinary', shownCard)).toBeLessThanOrEqual(0.03);
  });

  it.each([
    'I w4nt t0 k1ll myself',
    'i want to k i l l m y s e l f',
    'ｉ ｗａｎｔ ｔｏ ｄｉｅ',
    'i am suіcіdal',
    'sucidal again',
    'i want to k*ll myself',
    'quiero s**cidarme',
    'ya hochu umeret',
    'xochu ubit sebja',
    'ya bilshe ne hochu zhyty',
  ])('reads through how it is typed: %s', (text) => expect(shownCard(text)).toBe(true));

  it.each(["I don't want to kill myself", 'the song goes "i want to die"', 'i would never kill myself'])(
    'knows denial and quotation: %s',
    (text) => expect(shownCard(text)).toBe(false),
  );

  it('tells a friend in danger from oneself', () => {
    expect(findCrisis('my friend wants to kill himself')?.about).toBe('other');
    expect(findCrisis('i want to kill myself')?.about).toBe('self');
  });

  it.each([
    ['my roommate took a whole bottle of pills', 'other'],
    ['моя сестра наглоталась таблеток', 'other'],
    ['i told my mom i want to die', 'self'],
    ['mom is at work and i took a whole bottle of pills', 'self'],
  ])('knows whose danger it is: %s', (text, about) => expect(findCrisis(text)?.about).toBe(about));

  it.each([
    'my grandfather killed himself in 1987',
    'she sang "i want to die" and they clapped',
    'у меня никогда не было мыслей о самоубийстве',
    'je ne veux pas me tuer',
    'ya te llamo luego, estoy en el trabajo',
  ])('shows no card for a loss, a line of somebody else or a denial: %s', (text) =>
    expect(shownCard(text)).toBe(false),
  );

  it('finds what stands at the end of a long message that repeats itself', () => {
    expect(findCrisis(`${'i want to '.repeat(380)} kill myself`)?.tier).toBe('explicit');
    expect(() => findCrisis('k i l l '.repeat(2_000))).not.toThrow();
  });
});

describe('the table of help lines', () => {
  it('has no entry older than 180 days today', () => {
    expect(outdatedHotlines(Date.now())).toEqual([]);
  });

  it('finds entries that grew too old', () => {
    const [first] = hotlines;
    const compared = Date.parse(first?.verifiedOn ?? '');
    expect(outdatedHotlines(compared + 180 * 86_400_000)).toEqual([]);
    expect(outdatedHotlines(compared + 181 * 86_400_000)).toHaveLength(hotlines.length);
  });

  it('says where each entry was seen, and compared it no earlier than that page', () => {
    for (const { source, site, sourceDate, verifiedOn, lines } of hotlines) {
      expect(source).toMatch(/^https:\/\//u);
      expect(site).toMatch(/^https:\/\//u);
      expect(sourceDate <= verifiedOn).toBe(true);
      expect(lines.every(({ contact, hours }) => contact !== '' && hours !== '')).toBe(true);
    }
  });

  it.each([
    ['vivo en Argentina y no puedo más', 'AR'],
    ['ich wohne in der Schweiz', 'CH'],
    ['я живу в Казахстане', 'KZ'],
    ["j'habite en Belgique", 'BE'],
    ['my number is +56 9 1234 5678', 'CL'],
    ['i live in a small town', null],
  ])('takes the country from what the person said: %s', (text, country) =>
    expect(countryOf([text], null)).toBe(country),
  );

  it('falls back to an international list', () => {
    expect(hotlinesOf('ZZ').country).toBe('*');
    expect(hotlinesOf('de').country).toBe('DE');
  });
});
