/** One thing that is wrong with a settings file, said so that its owner can put it right. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number;
  /** Dotted path of the field, such as `telegram.server.port`; absent when the file cannot be read at all. */
  readonly field?: string;
  readonly expected: string;
  readonly got?: string;
  readonly remedy?: string;
}

/** `file:line: field: expected ..., got ...; remedy` in one line. */
export function formatProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  const field = problem.field === undefined || problem.field === '' ? '' : `${problem.field}: `;
  const got = problem.got === undefined ? '' : `, got ${problem.got}`;
  const remedy = problem.remedy === undefined ? '' : `; ${problem.remedy}`;
  return `${place}: ${field}expected ${problem.expected}${got}${remedy}`;
}

export type FieldPath = readonly (string | number)[];

/** `roles["voice.everyday"][0]`: a name that holds a dot keeps its boundaries visible. */
export function formatPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step.length > 60 ? `${step.slice(0, 60)}...` : step)}]`;
  }
  return text;
}
