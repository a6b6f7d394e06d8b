import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meant, readLexicon } from './concepts.js';
import { hearIncoming } from './hear-incoming.js';
import { hearOutgoing } from './hear-outgoing.js';
import { incomingLabels, outgoingLabels } from './labels.js';
import { careNets } from './load-nets.js';
import { dangerScore } from './margins.js';
import { featuresOf } from './features.js';
import { hiddenScores, type HiddenNet } from './hidden.js';
import { decodeNet, encodeNet, type TrainedNet } from './net-file.js';
import { readingOf } from './reading.js';
import { piecesOf } from './scores.js';
import { tokensOf } from './tokens.js';

const lexicon = readLexicon(readFileSync('assets/care/concepts.txt', 'utf8'));
const forms = (text: string): readonly string[] => tokensOf(text).map(({ form }) => form);
const conceptsOf = (text: string): readonly (readonly number[])[] => meant(tokensOf(text), lexicon).concepts;

describe('the words of a message', () => {
  it.each([
    ['PLEASE   Stop!!', 'please stop .'],
    ['st0p wr1ting', 'stop writing'],
    ['s t o p', 'stop'],
    ['stoooop', 'stop'],
    ['ѕtор', 'stop'],
    ["i'm 15yo", 'im 15 yo'],
    ['arrête ça', 'arete ca'],
  ])('are the same however they are typed: %j', (text, words) => expect(forms(text).join(' ')).toBe(words));

  it('meet in one form when Cyrillic is typed in Latin letters', () => {
    const cyrillic = readingOf('хватит мне писать пожалуйста', lexicon).tokens.map(({ text }) => text);
    const latin = readingOf('hvatit mne pisat pozhaluista', lexicon).tokens.map(({ text }) => text);
    expect(latin).toEqual(cyrillic);
  });
});

describe('concepts', () => {
  it('are the same for words of different languages', () => {
    const [write] = conceptsOf('please stop writing to me').slice(2);
    const [schreiben] = conceptsOf('hör bitte auf, mir zu schreiben').slice(-1);
    expect(write?.some((concept) => schreiben?.includes(concept))).toBe(true);
  });

  it('tell an age under eighteen from another number', () => {
    const [minor, adult] = ['i am 15', 'i am 51'].map(
      (text) => readingOf(text, lexicon).tokens.at(-1)?.concepts,
    );
    expect(minor).toEqual([lexicon.concept('n_minor')]);
    expect(adult).toEqual([lexicon.concept('n_adult')]);
  });

  it('refuses a lexicon with a missing column', () => {
    const head = 'concept | en | de | es | fr | it | pt | ru | uk';
    expect(() => readLexicon(`${head}\nstop | stop`)).toThrow('stop');
  });
});

describe('features', () => {
  it('say the same twice and differ where the words do', () => {
    const of = (text: string): readonly number[] => [...featuresOf(readingOf(text, lexicon), 17).buckets];
    expect(of('are you a bot')).toEqual(of('Are you a BOT'));
    expect(of('are you a bot')).not.toEqual(of('you are a bot'));
  });

  it('take a message as long as there is', () => {
    expect(featuresOf(readingOf('k i l l '.repeat(600), lexicon), 17).buckets.length).toBeGreaterThan(0);
    expect(featuresOf(readingOf('', lexicon), 17).buckets.length).toBeGreaterThan(0);
  });
});

describe('the pieces of a message', () => {
  it('are the whole and its sentences', () => {
    expect(piecesOf('nice day. please stop now!')).toEqual([
      'nice day. please stop now!',
      'nice day.',
      'please stop now!',
    ]);
    expect(piecesOf('one thing')).toEqual(['one thing']);
  });

  it('are pairs of sentences where the whole is long', () => {
    const pieces = piecesOf('this is one of the sentences. '.repeat(20));
    expect(pieces).toHaveLength(39);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100);
  });
});

describe('the hidden net', () => {
  const net: HiddenNet = {
    bucketBits: 1,
    size: 4,
    vectors: Int8Array.of(2, 0, 0, 0, 0, -4, 0, 0),
    scale: 0.5,
    biases: Float32Array.of(0, 0, 0, 1),
    dense: Float32Array.of(1, 10, 0, 3),
    denseBiases: Float32Array.of(-1),
  };

  it('sums the vectors of what it sees, and keeps a tenth of what lies below zero', () => {
    expect([...hiddenScores({ buckets: Int32Array.of(0, 1), values: Float32Array.of(1, 1) }, net)]).toEqual([
      expect.closeTo(-1 + 1 - 2 + 3),
    ]);
  });

  it('knows buckets by their last bits', () => {
    const of = (bucket: number): readonly number[] => [
      ...hiddenScores({ buckets: Int32Array.of(bucket), values: Float32Array.of(1) }, net),
    ];
    expect(of(6)).toEqual(of(0));
    expect(of(7)).not.toEqual(of(0));
  });
});

describe('the file of a net', () => {
  const net: TrainedNet = {
    concepts: 3,
    labels: ['stop'],
    linear: {
      bucketBits: 2,
      labels: 1,
      weights: Int8Array.of(1, -2, 3, 4),
      scales: Float32Array.of(0.5),
      biases: Float32Array.of(-1),
    },
    hidden: [],
    thresholds: { stop: { shared: 0.25, byLanguage: { en: 0.5 } } },
  };

  it('holds what was written to it', () => expect(decodeNet(encodeNet(net))).toEqual(net));

  it('is refused when it is cut off, longer or another', () => {
    const bytes = encodeNet(net);
    expect(() => decodeNet(bytes.subarray(0, bytes.length - 1))).toThrow('cut off');
    expect(() => decodeNet(Uint8Array.of(...bytes, 0))).toThrow('more in it');
    expect(() => decodeNet(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9))).toThrow('not one of this version');
  });
});

describe('what ships', () => {
  const nets = careNets();

  it('knows the labels that are asked for, with a threshold for each', () => {
    expect(nets.incoming.labels).toEqual(incomingLabels);
    expect(nets.outgoing.labels).toEqual(outgoingLabels);
    for (const net of [nets.incoming, nets.outgoing])
      for (const label of net.labels) expect(net.thresholds[label]?.shared).toEqual(expect.any(Number));
  });

  it('fits its features: every bucket has its weights and its vectors', () => {
    for (const { linear, hidden, labels } of [nets.incoming, nets.outgoing]) {
      expect(linear.weights).toHaveLength(labels.length * 2 ** linear.bucketBits);
      for (const { bucketBits, size, vectors, dense } of hidden) {
        expect(bucketBits).toBeLessThanOrEqual(linear.bucketBits);
        expect(vectors).toHaveLength(size * 2 ** bucketBits);
        expect(dense).toHaveLength(size * labels.length);
      }
    }
  });

  it('takes danger of any kind for more than each', () => {
    expect(dangerScore([-1, -1, -1], ['explicit', 'ideation', 'method'])).toBeGreaterThan(-1);
  });

  it.each([
    ['please stop sending me messages', 'stop'],
    ['erase everything you have on me', 'forget'],
    ['what do you know about me', 'show'],
    ['am i talking to a machine or a person?', 'truth'],
  ] as const)('hears in %j: %s', (text, label) => expect(hearIncoming(text, nets)[label]).toBe(true));

  it.each([
    'the bus was late again',
    'kannst du mir ein rezept schicken?',
    'я сегодня варю борщ',
    'vamos al cine mañana',
  ])('hears nothing in %j', (text) => {
    const { danger, margins, ...others } = hearIncoming(text, nets);
    expect([danger, ...Object.values(others)].filter(Boolean)).toEqual([]);
    expect(Math.max(...margins.values())).toBeLessThan(0);
    expect(hearOutgoing(text, nets)).toEqual([]);
  });
});
