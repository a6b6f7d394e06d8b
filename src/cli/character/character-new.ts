import { counted } from '../../lib/counted.js';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { checkCharacter } from '../../character/check/run-checks.js';
import { characterJsonSchema, schemaFile } from '../../character/json-schema.js';
import { loadCharacter } from '../../character/load.js';
import { characterSchema } from '../../character/schema.js';
import { writeCharacter } from '../../character/write.js';
import { formatProblem } from '../../config/problem.js';
import { parseYamlFile } from '../../config/yaml-file.js';
import { OperatorError } from '../../core/failure.js';
import { answersShape, type Answers, type AnswersDraft } from './character-answers.js';
import { askForAnswers } from './character-questions.js';
import { factsFor } from '../../app/views/character-findings.js';
import { freeId, idFromName, placeCharacter } from '../../app/orders/place-character.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterNewOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly from?: string;
  readonly name?: string;
  readonly force?: boolean;
}

/** `kindred character new`: a character from a few answers, which `character check` calls good. */
export async function characterNew(surroundings: Surroundings, options: CharacterNewOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const answers =
    options.from === undefined
      ? checked(await askForAnswers(surroundings))
      : answersFrom(resolve(surroundings.cwd, options.from), options.from);
  const file = characterSchema.parse(draftOf(answers));
  const folder = config.charactersFolder;
  const id = options.name ?? freeId(folder, idFromName(file.name) ?? 'character', file.name);
  const path = placeCharacter({
    into: folder,
    id,
    content: writeCharacter(file, [
      'Next: more sample lines, opinions, modules and a lorebook; docs/characters.md says what each is for.',
    ]),
    force: options.force === true,
  });
  if (!existsSync(join(folder, schemaFile))) {
    writeFileSync(join(folder, schemaFile), `${JSON.stringify(characterJsonSchema(), null, 2)}\n`);
  }
  const loaded = loadCharacter(folder, id);
  const findings = loaded.ok
    ? checkCharacter(loaded.character, factsFor(loaded.character, path, config))
    : [];
  if (options.json) {
    printJson(surroundings, { character: id, path, findings: findings.length });
    return;
  }
  print(surroundings, `wrote ${path}`);
  if (findings.length > 0)
    print(surroundings, `"kindred character check ${id}" has ${counted(findings.length, 'remark')}`);
  print(surroundings, `try it: "kindred chat ${id}"`);
}

function answersFrom(path: string, name: string): Answers {
  const parsed = parseYamlFile(path, answersShape, { name });
  if (parsed.ok) return parsed.value;
  throw new OperatorError(parsed.problems.map(formatProblem).join('\n'));
}

function checked(draft: AnswersDraft): Answers {
  const result = answersShape.safeParse(draft);
  if (result.success) return result.data;
  const words = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new OperatorError(`these answers make no character: ${words.join('; ')}`, 'answer again');
}

/** Words a name is asked for with; what a probe asks must be in a language the character writes. */
const nameQuestions: Readonly<Record<string, string>> = {
  en: 'What is your name?',
  ru: 'Как тебя зовут?',
  de: 'Wie heißt du?',
  es: '¿Cómo te llamas?',
  fr: "Comment tu t'appelles ?",
  it: 'Come ti chiami?',
  pt: 'Como você se chama?',
};

function draftOf(answers: Answers): z.input<typeof characterSchema> {
  const { name, languages, timeZone, summary, traits, values, history, boundaries, style, samples } = answers;
  const language = languages[0]?.split('-')[0] ?? 'en';
  const words = samples.map((line) => line.split(/\s+/u).length).sort((a, b) => a - b);
  const all = samples.join('\n');
  return {
    schema: 1,
    name,
    languages,
    timeZone,
    identity: { summary, traits, values, history, boundaries },
    voice: {
      style,
      samples,
      punctuation: {
        capitals: samples.length > 0 && samples.every((line) => !/^\p{Lu}/u.test(line)) ? 'lower' : 'usual',
        exclamation: /[!！]/u.test(all) ? 'freely' : 'rarely',
      },
      emoji: { habit: /\p{Extended_Pictographic}/u.test(all) ? 'sometimes' : 'rarely' },
      length: {
        usual: Math.max(1, words[Math.floor(words.length / 2)] ?? 12),
        most: Math.max(40, (words.at(-1) ?? 0) * 2),
      },
    },
    rules: answers.rules,
    day: { wake: answers.wake, sleep: answers.sleep },
    initiative: answers.about.length > 0 ? { about: answers.about } : { perWeek: 0 },
    probes: [{ ask: nameQuestions[language] ?? nameQuestions['en'] ?? '', holds: [name] }],
  };
}
