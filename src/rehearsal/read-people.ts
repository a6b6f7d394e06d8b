import { existsSync } from 'node:fs';
import { parseYamlFile } from '../config/yaml-file.js';
import { formatProblem } from '../config/problem.js';
import { OperatorError } from '../core/failure.js';
import { peopleShape, type Habits } from './habits.js';
import { presetNames, presetPeople } from './presets.js';

/**
 * The people a rehearsal is played with: a preset by its name, or a YAML file.
 * @throws OperatorError that names file, line and field of everything wrong with it.
 */
export function readPeople(name: string, path: string): readonly Habits[] {
  const preset = presetPeople(name);
  if (preset) return preset;
  if (!existsSync(path)) {
    throw new OperatorError(
      `"${name}" is neither a preset (${presetNames.join(', ')}) nor a file`,
      'name one of them, or a YAML file with a list "people"',
    );
  }
  const read = parseYamlFile(path, peopleShape, { name });
  if (read.ok) return read.value.people;
  const [first = '', ...more] = read.problems.map(formatProblem);
  throw new OperatorError([first, ...more].join('\n'), 'correct the file; nothing was rehearsed');
}
