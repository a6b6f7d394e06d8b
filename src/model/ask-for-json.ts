/** Asks for JSON in words, for models and servers that know no structured output. */
export function inWords(schema: Readonly<Record<string, unknown>>, inFence: boolean): string {
  const wish = inFence
    ? 'Answer with nothing but one code block that begins with ```json and ends with ```, and in it one JSON value that fits this JSON Schema. No greeting, no explanation, no prose before or after it:'
    : 'Answer with one JSON value that fits this JSON Schema and nothing else:';
  return `${wish}\n${JSON.stringify(schema)}`;
}
