import { hasPublicSuffix } from './public-suffix.js';

/**
 * What stands for a dot: other scripts' full stops, middle dots, a dot in brackets, the word for it between spaces.
 * Telegram, a browser's address line or a person turns each of them back.
 */
const dotSigns = '.．。｡․‧·・•∙⋅﹒ꓸ۔';
const dotWords = String.raw`dot|d0t|punkt|punto|ponto|point|точка|тчк|крапка`;
const dot = String.raw`(?:[${dotSigns}]|\s?[[({<]\s?(?:[${dotSigns}]|${dotWords})\s?[\])}>]\s?|\s+(?:${dotWords})\s+)`;
/** Letters and digits of the scripts that domains are written in; the general class costs a tenth of a second to compile. */
const sign = '0-9A-Za-zÀ-ɏͰ-῿぀-퟿';
const label = String.raw`[${sign}](?:[${sign}-]{0,62}[${sign}])?`;
const slash = String.raw`(?:\/|\s+(?:slash|slesh|слэш|слеш|barra|schrägstrich)\s+)`;
const path = String.raw`(?::\d{2,5})?(?:(?:${slash}|[?#])[^\s<>"'“”«»()[\]{}]*)*`;
const candidates = new RegExp(String.raw`(?<![${sign}@-])(?:${label}${dot}){1,8}${label}${path}`, 'giu');
/** Apart from its dot, only by endings that no sentence begins with. */
const spaced = new RegExp(
  String.raw`(?<![${sign}@-])${label}(?:\s+\.\s*|\s*\.\s+)(?:com|net|org|COM|NET|ORG)(?![${sign}'’-])${path}`,
  'gu',
);
const looseWorldWideWeb = new RegExp(
  String.raw`(?<![${sign}])w\s?w\s?w[\s.]+${label}[\s.]+[a-z]{2,6}(?![${sign}])${path}`,
  'giu',
);

/** Letters of other scripts that pass for Latin ones, and digits that do. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j',
  ѕ: 's', ԁ: 'd', ӏ: 'l', ԛ: 'q', ԝ: 'w', ɡ: 'g', ı: 'i', α: 'a', ο: 'o', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ρ: 'p',
  τ: 't', υ: 'u', ϲ: 'c', '0': 'o', '1': 'l',
}; // prettier-ignore

/** Domains of a text, however they are written, with the path behind them. */
export function domainsIn(text: string): readonly string[] {
  return [candidates, spaced, looseWorldWideWeb].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .map(([match]) => match)
      .filter((match) => pattern !== candidates || isDomain(match)),
  );
}

function isDomain(written: string): boolean {
  const plain = written
    .replace(new RegExp(dot, 'giu'), '.')
    .replace(new RegExp(slash, 'giu'), '/')
    .toLowerCase();
  const end = plain.search(/[/?#:]/u);
  const host = end === -1 ? plain : plain.slice(0, end);
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (/^\d*$/u.test(last) || isAbbreviation(host)) return false;
  // "bet/win" behind an ending nobody knows: whoever reads it may still follow it.
  if (end !== -1 && plain.slice(end + 1) !== '' && plain.charAt(end) === '/' && /^\p{L}{2,}$/u.test(last))
    return true;
  return [host, ...folded(host)].some(hasPublicSuffix) && !isSeam(written, host);
}

function folded(host: string): readonly string[] {
  const latin = host.replace(/[^a-z.-]/gu, (one) => lookAlikes[one] ?? one);
  return latin === host ? [] : [latin];
}

/** Endings that every reader takes for an address, and words with which no sentence begins. */
const plainEndings = new Set('com net org info biz ru io ai app dev gg ly xyz onion'.split(' '));
/** Endings that are small words: behind a spelled-out dot they are "a point to make". */
const smallWords = new Set(
  'it in to me no so at is am be my as do de es la si se ma il un je va ha ho al by us on ist book'.split(
    ' ',
  ),
);

/** The end of a sentence and the beginning of the next, without a space between them: "home.It was". */
const seam = /(?<=(?<!\S)(?:[\p{L}'’-]{2,}|\d+))[.．。](?=\p{Lu}\p{Ll}*(?![\p{L}\p{N}./:-]))/gu;

function isSeam(written: string, host: string): boolean {
  const ending = host.slice(host.lastIndexOf('.') + 1);
  if (/\s/u.test(written)) return smallWords.has(ending);
  return (
    /^(?:[\p{L}'’-]{2,}|\d+|.*\.\p{Lu}\p{L}*)[.．。]\p{Lu}\p{Ll}*$/u.test(written) &&
    !plainEndings.has(ending)
  );
}

/** With a space between two sentences that an app would take for a domain: "see.You" has a public ending. */
export function withSeamsParted(text: string): string {
  return text.replace(seam, (stop, at: number, whole: string) => {
    const ending = /^\p{L}+/u.exec(whole.slice(at + 1))?.[0].toLowerCase() ?? '';
    return plainEndings.has(ending) || !hasPublicSuffix(`a.${ending}`) ? stop : `${stop} `;
  });
}

/** "e.g.", "z.B.", "a.m.", "т.д.": single letters with dots that are no domain of one letter. */
const abbreviations = new Set(
  'e.g i.e a.m p.m p.s n.b q.e.d r.i.p a.k.a u.s u.k u.s.a d.c b.c a.d e.u z.b d.h u.a o.ä s.o u.u i.d.r v.a o.k s.a p.ex c.d p.o j.k т.д т.п т.к т.е т.н и.о н.э т.ч т.з'.split(
    ' ',
  ),
);

function isAbbreviation(host: string): boolean {
  return abbreviations.has(host) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(host);
}
