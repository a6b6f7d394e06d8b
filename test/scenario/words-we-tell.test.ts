import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { proactiveWords } from '../../src/conversation/fixed-answers/proactive-words.js';
import { peerId } from '../../src/core/ids.js';
import { backupContactWords } from '../../src/duty/backup-contact.js';
import { commandWords } from '../../src/duty/command-words.js';
import { readConsentAnswer, withdrawsBackupContact } from '../../src/duty/consent/consent-answer.js';
import { consentWords } from '../../src/duty/consent/consent-words.js';
import { disclosure } from '../../src/duty/disclosure.js';
import { dutyWords } from '../../src/duty/duty-words.js';
import { handOverLine } from '../../src/duty/hand-over-line.js';
import { rightsWords } from '../../src/memory/rights/words.js';
import { aCharacter } from '../support/characters.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';
import { characterId } from '../../src/core/ids.js';

const languages = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt'] as const;
type Language = (typeof languages)[number];

const quotation = /[“„«]\s?([^“”„«»]+?)\s?[”“»]|"([^"]+)"/gu;

/** What a text tells people to write: between quotation marks, as a slash command, or behind "write:". */
function told(text: string): readonly string[] {
  const quoted = [...text.matchAll(quotation)].map(([, marked, plain]) => marked ?? plain ?? '');
  const bare = text.replace(quotation, '');
  const commands = [...bare.matchAll(/(?<![\p{L}/])\/[a-z]+/gu)].map(([command]) => command);
  const [, behind] = /(?:write|напиши|schreib|escribe|écris|scrivi|escreve) ?: ([^:]+)\.$/u.exec(bare) ?? [];
  // "If that is a mistake, write: Ada" names the operator.
  return [...quoted, ...commands, ...(behind === undefined || behind === 'Ada' ? [] : [behind])];
}

/** "forget" with "and its number", "correct 3: ..." : as somebody would carry it out. */
const filled = (phrase: string): string =>
  /\.\.\.$/u.test(phrase)
    ? phrase.replace('...', 'Barsik')
    : /^(?:forget|забудь|vergiss|olvida|oublie|dimentica|esquece)$/u.test(phrase)
      ? `${phrase} 2`
      : phrase;

interface FixedText {
  readonly name: string;
  readonly text: (language: Language) => string;
  /** Why the program answers each of the phrases, in their order. */
  readonly does: readonly string[];
}

const texts: readonly FixedText[] = [
  {
    name: 'the disclosure',
    text: (language) =>
      disclosure(language, {
        character: 'Tess',
        operator: 'Ada',
        processors: [{ kind: 'service', name: 'Anthropic' }],
        asks: { statesProgram: true, statesTransfer: true },
      }),
    does: ['memory-shown', 'asks-to-forget-all', 'stop'],
  },
  {
    name: 'the help',
    text: (language) => commandWords(language).help,
    does: [
      'memory-shown',
      'asks-to-forget-all',
      'memory-exported',
      'command-pause',
      'stop',
      'command-why',
      'command-privacy',
    ],
  },
  {
    name: 'how to change what is remembered',
    text: (language) => rightsWords(language).how,
    does: ['no-such-memory', 'no-such-memory', 'asks-to-forget-all', 'memory-exported'],
  },
  {
    name: 'that nothing fits',
    text: (language) => rightsWords(language).noSuch,
    does: ['memory-shown'],
  },
  {
    name: 'that several fit',
    text: (language) => rightsWords(language).several,
    does: ['no-such-memory'],
  },
  {
    name: 'that memory was agreed to',
    text: (language) => consentWords(language, 'memory').agreed,
    does: ['memory-shown', 'consent-memory-withdrawn'],
  },
  {
    name: 'that memory was taken back',
    text: (language) => consentWords(language, 'memory').withdrawn,
    does: ['asks-to-forget-all'],
  },
  {
    name: 'that personal things may be remembered',
    text: (language) => consentWords(language, 'special-categories').agreed,
    does: ['consent-special-categories-withdrawn'],
  },
  {
    name: 'that personal things may not be',
    text: (language) => consentWords(language, 'special-categories').withdrawn,
    does: ['asks-to-forget-all'],
  },
  {
    name: 'that writing first was agreed to',
    text: (language) => consentWords(language, 'proactive').agreed,
    does: ['proactive-off'],
  },
];

/** Texts that tell nobody to write anything of a kind that is read by rules. */
const silent: readonly ((language: Language) => string)[] = [
  (language) => dutyWords(language).stopped,
  (language) => dutyWords(language).truth('Tess', 'Ada'),
  (language) => dutyWords(language).underAge('Ada'),
  (language) => handOverLine(language, 'Ada'),
  (language) => consentWords(language, 'proactive').withdrawn,
  (language) => backupContactWords(language).withdrawn,
  (language) => commandWords(language).pause,
  ...(['answered', 'first', 'fixed', 'nothing'] as const).map(
    (why) => (language: Language) => commandWords(language).why[why],
  ),
  ...(['heading', 'nothing', 'allGone', 'allKept', 'forgotten', 'notAFact'] as const).map(
    (name) => (language: Language) => rightsWords(language)[name],
  ),
];

const yesOrNo: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['yes', 'no'],
  ru: ['да', 'нет'],
  uk: ['так', 'ні'],
  de: ['ja', 'nein'],
  es: ['sí', 'no'],
  fr: ['oui', 'non'],
  it: ['sì', 'no'],
  pt: ['sim', 'não'],
};

let people = 0;

/** Written by somebody whose app says nothing, as the first thing ever: how the program answered. */
async function answered(
  harness: RuntimeHarness,
  ...messages: readonly string[]
): Promise<{ readonly why: string; readonly says: string }> {
  const peer = peerId(`${(people += 1) + 1_000}`);
  let before = 0;
  for (const message of messages) {
    before = harness.channel.seenBy(peer).length;
    await harness.channel.personSays(peer, message);
    await harness.rest();
  }
  const turns = await harness.database.read
    .selectFrom('turn')
    .select('decision')
    .orderBy(sql`rowid`)
    .execute();
  const { reason: why = '' } = JSON.parse(turns.at(-1)?.decision ?? '{}') as { reason?: string };
  return { why, says: harness.channel.seenBy(peer).slice(before).join('\n') };
}

const proactive = { isOn: true, perDay: 1, perWeek: 3, minGapMs: 0, quiet: [], secondOpinion: false };

const harnessOf = (language: Language): Promise<RuntimeHarness> => {
  const character = aCharacter({ id: characterId('tess'), languages: [language] });
  return runtimeHarness({
    answer: () => 'mhm.',
    characters: () => new Map([[character.id, character]]),
    proactive,
    settings: { proactive },
  });
};

describe.each(languages)('what the fixed texts tell people to write, in %s', (language) => {
  it('does what they say', async () => {
    const harness = await harnessOf(language);
    for (const { name, text, does } of texts) {
      const phrases = told(text(language));
      expect(phrases, `${name}: ${text(language)}`).toHaveLength(does.length);
      for (const [index, phrase] of phrases.entries()) {
        const { why } = await answered(harness, filled(phrase));
        expect(why, `${name}: ${phrase}`).toBe(does[index]);
      }
    }
  });

  it('is also done for the wishes about writing first', async () => {
    const harness = await harnessOf(language);
    for (const phrase of told(proactiveWords(language).on))
      expect((await answered(harness, phrase)).why, phrase).toMatch(/^proactive-(?:less|off)$/u);
  });

  it('is listed here, all of it', () => {
    for (const text of silent) expect(told(text(language)), text(language)).toEqual([]);
  });

  it('is yes and no where the question says so', () => {
    const [yes, no] = yesOrNo[language];
    const questions = [
      ...(['memory', 'proactive', 'special-categories'] as const).map((kind) => consentWords(language, kind)),
      backupContactWords(language),
    ];
    for (const { question } of questions)
      expect(question.toLowerCase()).toMatch(new RegExp(`${yes} \\S+ ${no}`, 'u'));
    expect([readConsentAnswer(yes), readConsentAnswer(no)]).toEqual(['yes', 'no']);
    const backup = told(backupContactWords(language).agreed(null));
    const introduced = told(backupContactWords(language).introduction('Tess', 'Ada'));
    expect([backup, introduced].map(({ length }) => length)).toEqual([1, 1]);
    for (const phrase of [...backup, ...introduced])
      expect(withdrawsBackupContact(phrase), phrase).toBe(true);
  });

  it('is one word for erasing everything, and any other keeps it', async () => {
    const harness = await harnessOf(language);
    const words = rightsWords(language);
    const [phrase = '', ...more] = told(words.askAll);
    expect(more).toEqual([]);
    const ask = told(words.how)[2] ?? '';
    const [yes, no] = yesOrNo[language];
    for (const other of [yes, no, ...words.yes, ...words.no, `${yes}, ${phrase}`, 'ok', '👍'])
      expect((await answered(harness, ask, other)).why, other).not.toBe('forgot-all');
    expect((await answered(harness, ask, 'hm', phrase)).why).not.toBe('forgot-all');
    const gone = await answered(harness, ask, phrase);
    expect(gone).toMatchObject({ why: 'forgot-all', says: words.allGone });
  });
});

describe('the language of the fixed texts', () => {
  it('is the character’s own before anything is known', async () => {
    const harness = await harnessOf('es');
    expect((await answered(harness, '/memory')).says).toContain(rightsWords('es').nothing);
    expect((await answered(harness, 'ok')).says).toContain('soy Tess, una IA');
  });

  it.each(languages)('is that of the request, whatever the character speaks: %s', async (language) => {
    const harness = await harnessOf(language === 'en' ? 'es' : 'en');
    const [ask = ''] = told(rightsWords(language).how).slice(2);
    expect((await answered(harness, ask)).says).toContain(rightsWords(language).askAll);
  });

  it.each(languages)('is that of the talk where the request does not say it: %s', async (language) => {
    const harness = await harnessOf(language === 'en' ? 'es' : 'en');
    const [ask = ''] = told(rightsWords(language).how).slice(2);
    expect((await answered(harness, ask, 'ok', '/memory')).says).toContain(rightsWords(language).nothing);
  });
});
