import { describe, expect, it } from 'vitest';
import type { FoundMessage } from '../../store/index/message-index-reader.js';
import { wordsOf } from '../../text/words.js';
import { soughtBy, worthOf } from './second-look.js';
import { sideMeant } from './speakers.js';
import { usualWeights } from './weights.js';

const names = { person: 'Ann Lee', character: 'Tess' };

const message = (
  text: string,
  author: FoundMessage['author'] = 'person',
  attachments = '[]',
): FoundMessage => ({
  position: 0,
  row: 1,
  sentAt: 0,
  text,
  author,
  attachments,
});

function worth(question: string, candidate: FoundMessage, language = 'en'): number {
  const words = wordsOf(question);
  return worthOf(candidate, soughtBy(words, sideMeant(words, names), language), usualWeights);
}

describe('the second look', () => {
  it('prefers statements and longer messages', () => {
    const asked = 'which soup was it';
    expect(worth(asked, message('the soup was red today'))).toBeGreaterThan(
      worth(asked, message('was the soup red today?')),
    );
    expect(worth(asked, message('the soup was red and full of beans from the garden'))).toBeGreaterThan(
      worth(asked, message('red soup')),
    );
    expect(worth(asked, message('', 'person', '[{"kind":"photo","label":"a red soup"}]'))).toBeGreaterThan(
      worth(asked, message('')),
    );
  });

  it.each([
    ['en', 'when did the cat come', 'it came yesterday'],
    ['de', 'wann kam die Katze', 'sie kam vorgestern'],
    ['ru', 'когда пришла кошка', 'она пришла вчера'],
    ['fr', 'quand est venu le chat', 'il est venu hier'],
    ['es', 'cuándo vino el gato', 'vino en octubre'],
  ])('looks for what tells a time where it is asked when (%s)', (language, question, timed) => {
    const plain = timed.split(' ').slice(0, -1).join(' ');
    const gain = worth(question, message(timed), language) / worth(question, message(plain), language);
    expect(gain).toBeGreaterThan(usualWeights.tellsTime);
  });
});

describe('whom a message is about', () => {
  it.each([
    ['what did I say', 'person'],
    ['what is your sister called', 'character'],
    ['what did Lee eat', 'person'],
    ["what is Tess's favourite", 'character'],
    // A name beside "I" or "you" calls.
    ['Tess, what did I say', 'person'],
    ['did I tell you', null],
    ['Ann and Tess', null],
    ['the weather', null],
  ] as const)('%s: %s', (text, side) => {
    expect(sideMeant(wordsOf(text), names)).toBe(side);
  });

  it('knows no side where no name is known', () => {
    expect(sideMeant(wordsOf('the weather in Leeds'), { person: '', character: '' })).toBeNull();
  });
});
