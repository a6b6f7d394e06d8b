import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import { openSqlite } from '../../lib/sqlite.js';
import { hasSqliteVec } from '../../store/engine/vector-distance.js';
import { look, ok, wrong, type Finding } from './finding.js';

const transformers = '@huggingface/transformers';

/** Parts one can do without: which are there, and the one command that adds each. */
export function checkOptional(config: Config): readonly Finding[] {
  return [sqliteVec(), ofMeaning(config), judge(config)];
}

function sqliteVec(): Finding {
  const connection = openSqlite(':memory:');
  try {
    return hasSqliteVec(connection)
      ? ok('sqlite-vec', 'distances of vectors are computed in SQLite')
      : look(
          'sqlite-vec',
          'not there: distances are computed in JavaScript, in twice the time',
          'npm install sqlite-vec',
        );
  } finally {
    connection.close();
  }
}

function ofMeaning({ embedder, data }: Config): Finding {
  if (embedder === null) {
    return ok('meaning', 'past messages are found by words alone (embedder in kindred.yaml adds meaning)');
  }
  if ('provider' in embedder) return ok('meaning', `by ${embedder.provider}:${embedder.model}`);
  if (!isInstalled(transformers)) {
    return wrong(
      'meaning',
      `embedder.local needs ${transformers}, which is not installed`,
      `npm install ${transformers}`,
    );
  }
  const folder = join(data, 'models', embedder.local);
  return existsSync(folder)
    ? ok('meaning', `by ${embedder.local} on this machine`)
    : wrong(
        'meaning',
        `there is no model in ${folder}`,
        'download it with its ONNX files (docs/recall.md says how)',
      );
}

function judge({ models, gradesDanger }: Config): Finding {
  return models.roles.judge.length > 0 && gradesDanger
    ? ok('judge', 'a small model grades signs of danger behind the answer')
    : look('judge', 'signs of danger are graded by phrases alone', 'name a model under models.roles.judge');
}

function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}
