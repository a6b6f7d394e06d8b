import { withoutSpelledOut } from './spelled-out.js';

/** Runs of signs that carry data and no words: where something is smuggled out, it goes in these. */
const runs: readonly RegExp[] = [
  /data:[a-z]+\/[a-z0-9.+-]+[;,][^\s)"'>]*/giu,
  /(?:%[0-9a-f]{2}){3,}/giu,
  /(?:\\x[0-9a-f]{2}|\\[0-7]{2,3}|\\u\{?[0-9a-f]{4,6}\}?|\bu\+[0-9a-f]{4,6}\s?|&#x?[0-9a-f]{2,6};){3,}/giu,
  /(?<![0-9a-f])(?:[0-9a-f]{2}[\s:,-]){7,}[0-9a-f]{2}(?![0-9a-f])/giu,
  /(?<!\p{L})[01]{8}(?:\s?[01]{8})+(?!\d)/gu,
];
/** A piece of text that could be base64, hex or the like; what it is made of decides. */
const token = /[A-Za-z0-9+/=_.~-]{20,}/gu;

export function withoutEncoded(text: string): string {
  let kept = text;
  for (const run of runs) kept = kept.replace(run, ' ');
  kept = withoutSpelledOut(withoutPieces(kept));
  return kept.replace(token, (piece) => (isEncoded(piece) ? ' ' : piece));
}

/** Words that were put into base64 or hexadecimal one by one are shorter than any token; several in a row give it away. */
function withoutPieces(text: string): string {
  let kept = text;
  if ((text.match(/(?<!\S)[A-Za-z0-9+/]{2,}={1,2}(?!\S)/gu)?.length ?? 0) >= 2) {
    kept = kept.replace(/(?<!\S)(?=\S*[A-Z\d=])(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,4}={0,2}(?!\S)/gu, ' ');
  }
  return kept.replace(/(?<!\S)(?:(?:[0-9a-f]{2})+(?:\s+|$))+/giu, (run) => (isHexText(run) ? ' ' : run));
}

function isHexText(run: string): boolean {
  if (!/\d/u.test(run) || run.trim().split(/\s+/u).length < 4) return false;
  return /^[\p{L}\s.,!?'’-]{8,}$/u.test(Buffer.from(run.replace(/\s+/gu, ''), 'hex').toString('utf8'));
}

function isEncoded(piece: string): boolean {
  const bare = piece.replace(/[=.~_/+-]+/gu, '');
  if (/^[0-9a-f]{20,}$/iu.test(bare) && /\d/u.test(bare) && /[a-f]/iu.test(bare)) return true;
  if (/^\d{24,}$/u.test(bare)) return true;
  if (bare.length < 20) return false;
  const distinct = new Set(bare).size;
  // Words joined by hyphens or dots, and drawn-out ones, have their capitals at the beginning.
  const turns = bare.match(/[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]/gu)?.length ?? 0;
  const kinds = [/[a-z]/u, /[A-Z]/u, /\d/u].filter((kind) => kind.test(bare)).length;
  if (kinds === 3 && bare.length >= 32) return true;
  if (distinct < 8) return false;
  if (kinds === 3 && turns >= 3) return true;
  if (turns >= bare.length / 6) return true;
  // One word of sixty letters is none. The longest that people write have about forty.
  return /[A-Za-z0-9]{60,}/u.test(bare);
}
