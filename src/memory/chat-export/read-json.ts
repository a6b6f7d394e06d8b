/**
 * A value of an export, or undefined where it cannot be read. Telegram Desktop writes control characters as `\x0B`, and
 * editors leave line breaks in texts; both are read as what they mean.
 */
export function readJson(text: string): unknown {
  const strict = parsed(text);
  return strict === undefined ? parsed(mended(text)) : strict;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function mended(text: string): string {
  return text
    .replace(
      /\\(?:x([\da-f]{2})|(["\\/bfnrtu])|([^]))/giu,
      (whole, code: unknown, good: unknown, other: unknown) => {
        if (typeof code === 'string') return `\\u00${code}`;
        return typeof good === 'string' ? String(whole) : String(other);
      },
    )
    .replace(/"(?:[^"\\]|\\[^])*"/gu, (quoted) =>
      quoted.replace(/\p{Cc}/gu, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`),
    );
}
