import { describe, expect, it } from 'vitest';
import { statedPlace } from './stated-place.js';

const noon = Date.UTC(2026, 5, 1, 12);

describe('where somebody says they are', () => {
  it.each([
    ["I'm in Berlin", 'Europe/Berlin'],
    ['hey, I’m back in London now', 'Europe/London'],
    ['we just landed in Tokyo', 'Asia/Tokyo'],
    ['I moved to Lisbon last month', 'Europe/Lisbon'],
    ['I live in the Netherlands', 'Europe/Amsterdam'],
    ['я в Москве', 'Europe/Moscow'],
    ['я сейчас в Стамбуле, жара страшная', 'Europe/Istanbul'],
    ['переехала в Тбилиси', 'Asia/Tbilisi'],
    ['живу в Новосибирске', 'Asia/Novosibirsk'],
    ['ich wohne in Wien', 'Europe/Vienna'],
    ['estoy en Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ["it's 3 am here and I can't sleep", 'Etc/GMT+9'],
    ["it's 15:20 here", 'Etc/GMT-3'],
    ['у меня сейчас 3 часа ночи', 'Etc/GMT+9'],
    ['у нас уже 10 вечера', 'Etc/GMT-10'],
  ])('%s', (text, zone) => {
    expect(statedPlace(text, noon)?.zone).toBe(zone);
  });

  it.each([
    'I wish I was in Paris',
    "if I'm in Berlin next week, let's see",
    'are you in London?',
    'I was in Rome as a child',
    "I'm in love",
    "I'm in a meeting in the Berlin room",
    'my sister lives in Madrid',
    'я в шоке',
    'если я в Москве окажусь',
    "it's 5 here",
    "I'm in the USA",
    "it's been 3 am for hours",
  ])('says nothing: %s', (text) => {
    expect(statedPlace(text, noon)).toBeNull();
  });

  it('trusts a name more than an hour', () => {
    const byName = statedPlace('я в Москве', noon)?.confidence ?? 0;
    expect(byName).toBeGreaterThan(statedPlace("it's 3 am here", noon)?.confidence ?? 1);
  });
});
