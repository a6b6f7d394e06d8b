import { zipSync, type Zippable } from 'fflate';
import { plainImage, withTexts } from '../../src/card/file/png.js';

/** Cards made for the tests, one of each version, with everything the version has. */
export const cardV1 = {
  name: 'Bruno',
  description:
    '{{char}} mends shoes in a cellar.\n\nHe hums while <BOT> works. {{user}} once brought him boots.',
  personality: 'gruff, kind, exact',
  scenario: '{{user}} comes down the stairs.',
  first_mes: '*looks up* Mind the step, {{user}}.',
  mes_example:
    '<START>\n{{user}}: Can you fix it?\n{{char}}: *turns the shoe over* The heel, yes. Not the story you tell about it.\n{{char}}: Thursday.\n<START>\n{{char}}: Leather forgets slowly.',
};

export const cardV2 = {
  spec: 'chara_card_v2',
  spec_version: '2.0',
  data: {
    ...cardV1,
    creator_notes: 'Best read slowly.',
    system_prompt: 'You are {{char}}.',
    post_history_instructions: 'Stay in character.',
    alternate_greetings: ['Closed. Come in.', 'You again, {{user}}?'],
    tags: ['craft'],
    creator: 'somebody',
    character_version: '1.2',
    extensions: { depth_prompt: { prompt: 'slow', depth: 4 }, regex_scripts: [{ findRegex: 'a' }] },
    character_book: {
      name: 'cellar',
      scan_depth: 6,
      token_budget: 300,
      recursive_scanning: false,
      extensions: {},
      entries: [
        {
          keys: ['boots', 'Boot'],
          secondary_keys: ['winter'],
          selective: true,
          content: "{{char}}'s father wore the same boots for thirty winters.",
          extensions: { sticky: 2, cooldown: 5 },
          enabled: true,
          insertion_order: 10,
          priority: 70,
          name: 'father',
        },
        {
          keys: [],
          content: 'The cellar smells of glue.',
          extensions: {},
          enabled: true,
          insertion_order: 1,
          constant: true,
          comment: 'smell',
        },
        { keys: ['off'], content: 'Never.', extensions: {}, enabled: false, insertion_order: 3 },
      ],
    },
  },
};

export const cardV3 = {
  spec: 'chara_card_v3',
  spec_version: '3.0',
  data: {
    ...cardV2.data,
    name: 'Bruno Weiss',
    nickname: 'Bruno',
    group_only_greetings: ['All of you at once?'],
    assets: [{ type: 'icon', uri: 'ccdefault:', name: 'main', ext: 'png' }],
    creation_date: 1_700_000_000,
    source: ['https://example.org/bruno'],
    character_book: {
      extensions: {},
      entries: [
        {
          keys: ['glue'],
          content: '@@scan_depth 3\n@@additional_keys horse,bone\n@@depth 4\nHe boils it himself.',
          extensions: {},
          enabled: true,
          insertion_order: 0,
          use_regex: false,
        },
        {
          keys: ['/shoe.*/i'],
          content: 'x',
          extensions: {},
          enabled: true,
          insertion_order: 1,
          use_regex: true,
        },
      ],
    },
  },
};

export function inPng(texts: Readonly<Record<string, object>>): Buffer {
  const packed = Object.entries(texts).map(([keyword, card]) => [keyword, base64(card)] as const);
  return withTexts(plainImage(8, 8), Object.fromEntries(packed));
}

export function inCharx(card: object, more: Zippable = {}): Buffer {
  return Buffer.from(zipSync({ 'card.json': Buffer.from(JSON.stringify(card)), ...more }));
}

const base64 = (card: object): string => Buffer.from(JSON.stringify(card), 'utf8').toString('base64');
