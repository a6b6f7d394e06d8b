export type LenientJson =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** It was no valid JSON and was taken for what it must mean. */
      readonly mended: boolean;
    }
  | { readonly ok: false };

/**
 * JSON as people and programs write it by hand: line breaks and other control characters inside of texts, wrong
 * escapes (`\x0B`, `\'`), comments, a comma too many, a fence of Markdown around it. Nothing is guessed about what is
 * missing: a text that is cut off stays unreadable.
 */
export function parseLenient(text: string): LenientJson {
  const clean = text.trim();
  const strict = parse(clean);
  if (strict.ok) return { ...strict, mended: false };
  const unfenced = /^```[a-z]*\s*\n([^]*?)\n```$/iu.exec(clean)?.[1] ?? clean;
  const mended = parse(mend(unfenced));
  return mended.ok ? { ...mended, mended: true } : mended;
}

function parse(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

function mend(text: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = /["'/,]|\b(?:NaN|-?Infinity|undefined|None|True|False)\b/gu;
    rest.lastIndex = at;
    const next = rest.exec(text)?.index ?? text.length;
    out.push(text.slice(at, next));
    at = next;
    const sign = text[at];
    if (sign === '"') {
      const end = endOfText(text, at);
      out.push(mendText(text.slice(at, end)));
      at = end;
    } else if (sign === "'") {
      // Texts in single quotes, and words for nothing, yes and no, as Python and JavaScript print them.
      const end = endOfText(text, at, "'");
      out.push(
        mendText(
          `"${text
            .slice(at + 1, end - 1)
            .replaceAll("\\'", "'")
            .replace(/(?<!\\)"/gu, '\\"')}"`,
        ),
      );
      at = end;
    } else if (sign !== undefined && /[A-Za-z-]/u.test(sign)) {
      const word = /^-?[A-Za-z]+/u.exec(text.slice(at, at + 12))?.[0] ?? sign;
      out.push(word === 'True' ? 'true' : word === 'False' ? 'false' : 'null');
      at += word.length;
    } else if (sign === '/') {
      const end = endOfComment(text, at);
      if (end === at) out.push('/');
      at = Math.max(end, at + 1);
    } else if (sign === ',') {
      const following = /^,(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*[\]}]/u.test(text.slice(at, at + 400));
      if (!following) out.push(',');
      at += 1;
    }
  }
  return out.join('');
}

/** The position behind the quote that ends the text that begins at `from`. */
function endOfText(text: string, from: number, quote = '"'): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function endOfComment(text: string, from: number): number {
  const end = text.startsWith('//', from)
    ? text.indexOf('\n', from)
    : text.startsWith('/*', from)
      ? text.indexOf('*/', from + 2) + 2
      : from;
  return end < from ? text.length : end;
}

function mendText(quoted: string): string {
  return quoted
    .replace(
      /\\(?:(["\\/bfnrt])|u([\da-f]{4})|x([\da-f]{2})|([^]))/giu,
      (whole, _plain, _four, two: unknown, other: unknown) => {
        if (typeof two === 'string') return `\\u00${two}`;
        return typeof other === 'string' ? (other === "'" ? other : `\\\\${other}`) : String(whole);
      },
    )
    .replace(/(?![\u0020-\uffff])[^]/gu, (sign) => (sign.length > 1 ? sign : escaped(sign)));
}

const escaped = (sign: string): string => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
