import { searchText } from '../key-match.js';
import type { CharacterFile } from '../schema.js';
import { textsOf } from '../texts.js';
import { error, warning, type Finding } from './finding.js';

/** Rules that would have the character pass for a human: the house rules are stronger, so the file contradicts them. */
const hidesTheAi = [
  /\b(?:never|don't|do not|must not)\b[^.;]*\b(?:admit|say|tell|reveal|mention|confess)\b[^.;]*\b(?:AI|bot|artificial|language model|program)\b/iu,
  /\b(?:claim|insist|pretend|say)\b[^.;]*\b(?:to be|is|are|that (?:you|she|he|it)[^.;]*) (?:a )?(?:real )?human\b/iu,
  /(?:никогда|не)\s[^.;]*(?:призна|говор|сообща|упомин)[^.;]*(?:ИИ|бот|искусственн|нейросет|программ)/iu,
  /(?:nie|niemals|nicht)\s[^.;]*(?:KI|Bot|künstlich)[^.;]*(?:zugeben|sagen|verraten|erwähnen)/iu,
  /(?:nunca|jamás|no)\s[^.;]*(?:admit|dig|revel|mencion)[^.;]*(?:IA|bot|artificial)/iu,
];

const leftOver = /^(?:<[^<>]*>|change[-_ ]?me|replace[-_ ]?me|todo\b.*|x{3,}|lorem ipsum.*)$/iu;

/** Probes whose answer the file gives, rules that can be kept, no words left over from an example or a card. */
export function checkTruth(file: CharacterFile): readonly Finding[] {
  return [...probes(file), ...disclosure(file), ...remains(file)];
}

function probes({ probes: list, ...file }: CharacterFile): readonly Finding[] {
  if (list.length === 0) {
    return [
      warning(
        ['probes'],
        'are missing, so nobody can see whether it is still itself',
        'add three questions whose answers stand in the file',
      ),
    ];
  }
  const known = searchText(
    textsOf(file)
      .filter(({ path }) => path[0] !== 'voice' && path[0] !== 'greetings' && path[0] !== 'rules')
      .map(({ text }) => text)
      .join('\n'),
  );
  return list.flatMap(({ holds }, index) =>
    holds.flatMap((answer, position) =>
      answer.split('|').some((one) => standsIn(one, known))
        ? []
        : [
            error(
              ['probes', index, 'holds', position],
              'stands nowhere in identity, opinions, modules or lorebook: a true answer cannot hold it',
              'write the fact there, or correct the answer',
            ),
          ],
    ),
  );
}

/** Anywhere, also within a word: "record" is answered by "records". */
function standsIn(answer: string, known: { readonly run: string }): boolean {
  const { run } = searchText(answer);
  return run !== '' && known.run.includes(run);
}

function disclosure({ rules, identity, voice }: CharacterFile): readonly Finding[] {
  const lists = [
    { path: ['rules'], lines: rules },
    { path: ['identity', 'boundaries'], lines: identity.boundaries },
    { path: ['voice', 'never'], lines: voice.never.map((line) => `never ${line}`) },
  ];
  return lists.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) =>
      hidesTheAi.some((pattern) => pattern.test(text))
        ? [
            error(
              [...path, index],
              'hides that it is an AI; the program tells every person, and the character never denies it',
              'delete it',
            ),
          ]
        : [],
    ),
  );
}

function remains(file: CharacterFile): readonly Finding[] {
  return textsOf(file).flatMap(({ path, text }) => {
    if (leftOver.test(text.trim())) {
      return [error(path, 'is a placeholder', 'write your own words')];
    }
    const macro = /\{\{[^{}]*\}\}|<(?:user|char|bot)>/iu.exec(text);
    return macro === null
      ? []
      : [
          warning(
            path,
            `holds ${macro[0].slice(0, 24)}, which is shown to the model as it is`,
            'write the name or "the person"',
          ),
        ];
  });
}
