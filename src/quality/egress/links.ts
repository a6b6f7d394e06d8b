import { splitText } from '../../lib/cut-text.js';
import { recently } from '../../lib/recently.js';
import { domainsIn } from './domains.js';
import { elsewhereIn } from './elsewhere.js';
import { literal } from '../literal.js';
import { spelledAddressesIn } from './spelled-address.js';

/** Letters and digits of the scripts that domains are written in; the general class costs a tenth of a second to compile. */
const sign = '0-9A-Za-zÀ-ɏͰ-῿぀-퟿';
const label = String.raw`[${sign}](?:[${sign}-]{0,62}[${sign}])?`;
const rest = String.raw`(?::\d{2,5})?(?:[/?#][^\s<>"'“”«»()[\]{}]*)?`;
const dot = String.raw`(?:\.|[．。｡]|\s?[[({]\s?(?:\.|dot|точка|punkt|punto|point)\s?[\])}]\s?)`;

const patterns: readonly RegExp[] = [
  // With a scheme, whatever it is, also where it was made unclickable; and the schemes of Telegram and of mail.
  new RegExp(
    String.raw`(?<![${sign}])(?:h[tx]{2}ps?|ftps?|wss?|tg|ton|file|ipfs|magnet|[a-z][a-z0-9+.-]{1,15}(?=:\/\/))\s?[:：]\s?(?:\/\/|\\\\|／／|\?)[^\s<>"“”«»]*`,
    'giu',
  ),
  /(?<![\w@-])t(?:elegram)?\.me(?![\w-])(?:\/[^\s<>"“”]*)?/giu,
  /[a-z][a-z0-9+.-]{0,15}:\/\/[^\s<>"“”]*/giu,
  /h[tx]{2}ps?[:：][^\s<>"“”]*|(?:javascript|vbscript|mailto)[:：][^\s<>"“”]+/giu,
  /\b(?:mailto|tel|sms|javascript|tg|data|vbscript)[:：][^\s<>"“”]+/giu,
  new RegExp(String.raw`(?<![${sign}@])www\d?${dot}${label}(?:${dot}${label})*${rest}`, 'giu'),
  new RegExp(
    String.raw`(?<![${sign}._%+-])[${sign}._%+-]+\s?(?:@|[[({]\s?at\s?[\])}])\s?(?:${label}${dot})+[${sign}]{2,}`,
    'giu',
  ),
  // A mail address that was cut off, or is meant for a reader who completes it.
  new RegExp(String.raw`(?<![${sign}._%+-])[${sign}._%+-]+@${label}`, 'gu'),
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?(?:\/[^\s]*)?(?![\d.])/gu,
  // A name that Telegram makes a link of.
  /(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{4,31}(?!\w)/gu,
];
/** A bubble is asked about before and after each step that could have changed it. */
const remembered = 8;
/**
 * Everything in a text that is, or would be made, a link, and whatever else leads a person elsewhere; as written, without
 * what closes the sentence.
 */
export const linksIn = recently(remembered, linksOf);

function linksOf(text: string): readonly string[] {
  const found = [...elsewhereIn(text), ...spelledAddressesIn(text)];
  if (!mayHoldLink.test(text)) return found;
  for (const match of [
    ...patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([one]) => one)),
    ...domainsIn(text),
  ]) {
    const link = withoutClosing(match);
    if (link !== '' && !isNumber(link)) found.push(link);
  }
  return found;
}

/** Looked for first: most messages hold no sign of a link. */
const mayHoldLink = /[.．。｡․‧·・•∙⋅﹒ꓸ۔:：@]|dot|d0t|www|w w w|точка|тчк|крапка|punkt|punto|ponto|point/iu;

/** A bracket at its end belongs to a link that opens one. */
function withoutClosing(match: string): string {
  const link = match.replace(/[.,;:!?…。，！？'’*_~`]+$/u, '');
  return /^[^(]*\)$|^[^[]*\]$/u.test(link) ? withoutClosing(link.slice(0, -1)) : link;
}

function isNumber(link: string): boolean {
  return /^[\d.,]+$/u.test(link) && !/^(?:\d{1,3}\.){3}\d{1,3}$/u.test(link);
}

/**
 * Whether a link may be sent: it stands in the configuration, or word for word in what the person has just written.
 * `example.org/a` allows neither `example.org/b` nor `sub.example.org`.
 */
export function createLinkRule(
  configured: readonly string[],
  personWrote: readonly string[],
): (link: string) => boolean {
  const allowed = new Set(configured.flatMap((text) => [...linksIn(text), text.trim()]).map(canonical));
  const theirs = new Set(personWrote.flatMap(linksIn).map(canonical));
  return (link) => allowed.has(canonical(link)) || theirs.has(canonical(link));
}

/** Scheme, "www", case of the host and a slash at the end make no other link. */
function canonical(link: string): string {
  const bare = link
    .trim()
    .replace(/^https?:\/\/(?:www\.)?|^www\./iu, '')
    .replace(/[/.]+$/u, '');
  const at = bare.search(/[/?#]/u);
  if (at === -1) return bare.toLowerCase();
  const [place, path] = splitText(bare, at);
  return place.toLowerCase() + path;
}

/**
 * `[words](link)` and the like become their words; a picture becomes nothing. No pattern reads over a second beginning of
 * its own kind: a row of thousands of beginnings would be read through to the end from each of them.
 */
export function withoutLinkMarkup(text: string): string {
  return (
    text
      .replace(
        /!\[[^[\]\n]{0,300}\](?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}\)|\[[^[\]\n]{0,200}\])/gu,
        ' ',
      )
      .replace(
        /<(?:img|picture|video|audio|iframe|object|embed|svg|link|script|style|source|image)\b[^<>]{0,2000}>?/giu,
        ' ',
      )
      .replace(/\[img[^[\]]{0,200}\](?:(?!\[img)[\s\S]){0,2000}?\[\/img\]/giu, ' ')
      .replace(/<a\b[^<>]{0,2000}>((?:(?!<a\b)[\s\S]){0,500}?)<\/a>/giu, '$1')
      .replace(/\[url(?:=[^[\]]{0,2000})?\]((?:(?!\[url)[\s\S]){0,500}?)\[\/url\]/giu, '$1')
      .replace(/^\s{0,3}\[[^[\]\n]{1,100}\]:\s*\S+.*$/gmu, ' ')
      .replace(/\[([^[\]\n]{1,300})\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}\)/gu, '$1')
      // The beginning of a picture that never ends is none to a person, and one to a lenient reader of markup.
      .replace(/!\[/gu, '! [')
  );
}

/** The text with a link taken out, wherever it stands. */
export function withoutLink(text: string, link: string): string {
  return text.replace(new RegExp(`[<(\\[]?${literal(link)}[>)\\]]?`, 'gu'), ' ');
}
