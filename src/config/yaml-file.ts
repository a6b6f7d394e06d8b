import { readFileSync, statSync } from 'node:fs';
import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { z } from 'zod';
import { checkAgainst } from './expectation.js';
import { findPlaceholders } from './placeholder.js';
import type { FieldPath, Problem } from './problem.js';
import { formatPath } from './problem.js';
import { aliasBudget, brokenLimit, largestFile } from './yaml-limits.js';

export type YamlResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The line (from 1) of a field (`ofKey`: of its name), or of the nearest thing around it that is there. */
      lineOf(path: FieldPath, ofKey?: boolean): number;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface YamlOptions {
  /** How the file is called in problems; the path as given by default. */
  readonly name?: string;
  /** Refuse values such as `changeme` and `<your phone>`, left over from an example. */
  readonly refusePlaceholders?: boolean;
}

/** Reads and checks one YAML file. Everything wrong with it comes back as values; only a bug throws. */
export function parseYamlFile<T>(
  path: string,
  schema: z.ZodType<T>,
  options: YamlOptions = {},
): YamlResult<T> {
  const file = options.name ?? path;
  const text = readYamlText(path);
  if (typeof text === 'string') return parseYamlText(text, schema, { ...options, name: file });
  return { ok: false, problems: [{ file, ...text }] };
}

/** The same for text at hand. `name` is how the file is called in problems. */
export function parseYamlText<T>(
  text: string,
  schema: z.ZodType<T>,
  options: YamlOptions & { readonly name: string },
): YamlResult<T> {
  const file = options.name;
  const refuse = (...problems: readonly Omit<Problem, 'file'>[]): YamlResult<T> => ({
    ok: false,
    problems: problems.map((problem) => ({ file, ...problem })),
  });
  if (Buffer.byteLength(text) > largestFile) return refuse(tooLarge());
  const limit = brokenLimit(text);
  if (limit !== undefined) return refuse(limit);

  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    merge: false,
    prettyErrors: false,
    resolveKnownTags: false,
    schema: 'core',
    stringKeys: true,
    // Checked below; the parser compares every key with every other.
    uniqueKeys: false,
  });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const faults = [...document.errors, ...document.warnings].slice(0, 10);
  if (faults.length > 0) {
    return refuse(
      ...faults.map(({ pos, code, message }) => ({ line: lineAt(pos[0]), ...syntaxProblem(code, message) })),
    );
  }
  const keyProblems = problemsWithKeys(document, lineAt);
  if (keyProblems.length > 0) return refuse(...keyProblems);

  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: aliasBudget }) ?? {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return refuse({ expected: 'aliases that expand to little', got: 'aliases within aliases' });
  }
  const lineOf = (path: FieldPath, ofKey = false): number => lineAt(offsetOf(document, path, ofKey));
  const placeholders = options.refusePlaceholders === true ? findPlaceholders(raw) : [];
  if (placeholders.length > 0) {
    return refuse(
      ...placeholders.map((path) => ({
        line: lineOf(path),
        field: formatPath(path),
        expected: 'your own value',
        got: 'the placeholder of an example',
      })),
    );
  }
  const checked = checkAgainst(schema, raw);
  if (checked.ok) return { ok: true, value: checked.value, lineOf };
  return refuse(
    ...checked.mismatches.map(({ path, key, ...rest }) => ({
      line: lineOf(path, key),
      field: formatPath(path),
      ...rest,
    })),
  );
}

/** The text of a file of reasonable size in UTF-8, or what is wrong with it. */
export function readYamlText(path: string): string | Omit<Problem, 'file'> {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) return { expected: 'a file', got: 'something else' };
    if (facts.size > largestFile) return tooLarge();
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT')
      return { expected: 'a file', got: 'nothing', remedy: 'create it or correct its name' };
    if (code === 'EACCES')
      return { expected: 'a readable file', got: 'no permission', remedy: 'change its mode or owner' };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return { expected: 'text in UTF-8', got: 'other bytes', remedy: 'save it as UTF-8' };
    }
    return { expected: 'a readable file', got: code === '' ? 'an error' : code };
  }
}

function tooLarge(): Omit<Problem, 'file'> {
  return { expected: `a file of at most ${largestFile / 1024} kB`, got: 'a larger one' };
}

/** The parser's own words can quote the file, so only the codes are used. */
function syntaxProblem(code: string, message: string): Omit<Problem, 'file'> {
  const known = syntaxWords[code];
  if (known !== undefined) return known;
  // The one code with many causes; its stack overflow has no code of its own.
  return message.includes('call stack')
    ? { expected: 'less nesting' }
    : {
        expected: 'valid YAML',
        got: `a mistake (${code.toLowerCase().replaceAll('_', ' ')})`,
        remedy: 'check the indentation, colons and quotes here and above',
      };
}

const syntaxWords: Readonly<Record<string, Omit<Problem, 'file'>>> = {
  MULTIPLE_DOCS: { expected: 'one document', got: 'a second one after "---"' },
  NON_STRING_KEY: { expected: 'text as the name of a field' },
  TAB_AS_INDENT: { expected: 'spaces as indentation', got: 'a tab' },
  TAG_RESOLVE_FAILED: {
    expected: 'no "!" tags',
    got: 'a tag',
    remedy: 'put the value in quotes if it begins with "!"',
  },
  BAD_ALIAS: {
    expected: 'the name of an anchor after "*"',
    remedy: 'put the value in quotes if it begins with "*"',
  },
};

/** Names that would reach into every object of the program. */
const forbiddenKeys = new Set(['__proto__', 'prototype', 'constructor']);

function problemsWithKeys(
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): Omit<Problem, 'file'>[] {
  const problems: Omit<Problem, 'file'>[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const line = lineAt(key.range?.[0] ?? 0);
        const field = formatPath([name]);
        if (forbiddenKeys.has(name)) problems.push({ line, field, expected: 'another name for this field' });
        if (seen.has(name))
          problems.push({ line, field, expected: 'each field once', got: 'it a second time' });
        seen.add(name);
      }
      return undefined;
    },
    Alias: (_, alias) => {
      const target = alias.resolve(document);
      const at = alias.range?.[0] ?? 0;
      if (target === undefined)
        problems.push({ line: lineAt(at), expected: 'the name of an anchor after "*"' });
      // An alias comes after its anchor, so the only ring there can be is an alias within what it names.
      else if (at < (target.range?.[2] ?? 0)) {
        problems.push({
          line: lineAt(at),
          expected: 'an alias of something else',
          got: 'one that contains itself',
        });
      }
      return undefined;
    },
  });
  return problems;
}

/** Where a field begins: its key, or for a list its item; for what is missing, the nearest thing around it. */
function offsetOf(document: Document.Parsed, path: FieldPath, ofKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      const last = index === path.length - 1;
      offset = startOf(last && !ofKey && isScalar(pair.value) ? pair.value : pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
