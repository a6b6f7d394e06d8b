import { estimateTokens } from '../../lib/token-estimate.js';
import { isEmptyKey } from '../key-match.js';
import type { CharacterFile } from '../schema.js';
import { error, repeated, warning, type CheckFacts, type Finding } from './finding.js';

/** Whatever is written must be able to reach a prompt. */
export function checkKnowledge(file: CharacterFile, facts: CheckFacts): readonly Finding[] {
  const { budgets } = file;
  return [
    ...(facts.stableTokens > budgets.stable
      ? [
          error(
            ['budgets', 'stable'],
            `identity, voice and rules take ${facts.stableTokens} tokens of ${budgets.stable}`,
            'move what matters only at times into modules or the lorebook, or raise the budget',
          ),
        ]
      : []),
    ...modules(file),
    ...opinions(file),
    ...lorebook(file),
  ];
}

function modules({ modules: list, budgets }: CharacterFile): readonly Finding[] {
  return [
    ...list.flatMap(({ topics, registers, text }, index) => [
      ...(topics.length === 0 && registers.length === 0
        ? [error(['modules', index], 'is called up by nothing', 'give it topics or registers')]
        : []),
      ...emptyKeys(['modules', index, 'topics'], topics),
      ...tooLarge(['modules', index, 'text'], text, budgets.modules, 'budgets.modules'),
    ]),
    ...twice('modules', list),
  ];
}

function opinions({ opinions: list, budgets }: CharacterFile): readonly Finding[] {
  return list.flatMap(({ topic, keys, text }, index) => [
    ...emptyKeys(['opinions', index, 'keys'], keys),
    ...(keys.length === 0 ? emptyKeys(['opinions', index, 'topic'], [topic]) : []),
    ...tooLarge(['opinions', index, 'text'], text, budgets.modules, 'budgets.modules'),
  ]);
}

function lorebook({ lorebook: list, budgets }: CharacterFile): readonly Finding[] {
  const constant = list.filter((entry) => entry.constant);
  const constantTokens = constant.reduce((sum, { text, budget }) => sum + tokensOf(text, budget), 0);
  return [
    ...list.flatMap((entry, index) => {
      const at = ['lorebook', index] as const;
      const own: Finding[] = [];
      if (entry.keys.length === 0 && !entry.constant) {
        own.push(error(at, 'has no keys, so nothing calls it up', 'give it keys, or make it constant'));
      }
      if (entry.constant && (entry.sticky > 0 || entry.cooldown > 0)) {
        own.push(warning(at, 'is always there, so sticky and cooldown do nothing', 'take them out'));
      }
      if (entry.constant && entry.secondary.length > 0) {
        own.push(warning(at, 'is always there, so secondary keys do nothing', 'take them out'));
      }
      if (!entry.constant && entry.keys.length === 0 && entry.secondary.length > 0) {
        own.push(error([...at, 'secondary'], 'come second to keys that are not there', 'name them keys'));
      }
      if (entry.budget !== undefined && estimateTokens(entry.text) > entry.budget) {
        own.push(
          warning(
            [...at, 'text'],
            `takes ${estimateTokens(entry.text)} tokens of its ${entry.budget}, so its end is never seen`,
            'shorten it or raise its budget',
          ),
        );
      }
      return [
        ...own,
        ...emptyKeys([...at, 'keys'], entry.keys),
        ...emptyKeys([...at, 'secondary'], entry.secondary),
        ...(entry.budget === undefined
          ? tooLarge([...at, 'text'], entry.text, budgets.lorebook, 'budgets.lorebook')
          : []),
      ];
    }),
    ...twice('lorebook', list),
    ...(constantTokens > budgets.lorebook
      ? [
          error(
            ['budgets', 'lorebook'],
            `constant entries alone take ${constantTokens} tokens of ${budgets.lorebook}`,
            'call some of them up by keys, or raise the budget',
          ),
        ]
      : []),
  ];
}

const tokensOf = (text: string, budget: number | undefined): number =>
  Math.min(estimateTokens(text), budget ?? Infinity);

function emptyKeys(path: readonly (string | number)[], keys: readonly string[]): readonly Finding[] {
  return keys.flatMap((key, index) =>
    isEmptyKey(key)
      ? [error([...path, index], 'has no letter or digit, so no message can hold it', 'write a word')]
      : [],
  );
}

function tooLarge(
  path: readonly (string | number)[],
  text: string,
  budget: number,
  name: string,
): readonly Finding[] {
  const tokens = estimateTokens(text);
  return tokens > budget
    ? [
        error(
          path,
          `takes ${tokens} tokens, and ${name} is ${budget}: it never fits`,
          'shorten or split it, or raise the budget',
        ),
      ]
    : [];
}

function twice(field: string, list: readonly { readonly name: string }[]): readonly Finding[] {
  return repeated(list.map(({ name }) => name)).map((index) =>
    error([field, index, 'name'], 'is the name of another one already', 'name it differently'),
  );
}
