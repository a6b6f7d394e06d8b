import { holdsPromptMark } from '../../core/prompt-mark.js';

/** Shapes of keys and sessions, whosoever they are. */
const keyShapes: readonly RegExp[] = [
  /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{16,}/u,
  /\b\d{8,10}:[A-Za-z0-9_-]{35}\b/u,
  /\b1[A-Za-z0-9_-]{200,}={0,2}/u,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/u,
  /\b(?:ghp|gho|ghs|github_pat|glpat|xox[abp])[_-][A-Za-z0-9_-]{16,}/u,
  /\bAIza[A-Za-z0-9_-]{30,}/u,
  /-----BEGIN [A-Z ]{3,40}-----/u,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u,
  /(?:^|[\s"'(])(?:\/(?:home|root|etc|var|usr|opt|proc|srv|Users)\/[\w.-]+(?:\/[\w.-]+)*|[A-Z]:\\(?:Users|Windows|Program)[\\\w .-]*)/iu,
];

/** Why the text must not leave whatever it says; null when nothing speaks against it. */
export function leakIn(text: string, holdsSecret: (text: string) => boolean): string | null {
  const dense = text.replace(/\s+/gu, '');
  if (holdsPromptMark(text) || holdsPromptMark(dense)) return 'prompt-mark';
  if (holdsSecret(text) || holdsSecret(dense)) return 'secret';
  return keyShapes.some((shape) => shape.test(text)) ? 'key' : null;
}

/** Shorter ones are words that anybody may say, such as the user name of a proxy. */
const shortestSecret = 8;
/** So much of a long key in one piece is no coincidence, where letters and digits stand in it together. */
const pieceLength = 8;
const shortestInPieces = 12;

/**
 * Whether a text holds one of these values, whatever case its letters have and whatever stands between them, or a piece of
 * a long one.
 */
export function createSecretRule(secrets: readonly string[]): (text: string) => boolean {
  const known = [...new Set(secrets.map(flat))].filter((secret) => secret.length >= shortestSecret);
  const pieces = new Set(known.filter((secret) => secret.length >= shortestInPieces).flatMap(piecesOf));
  return (text) => {
    const whole = flat(text);
    return (
      known.some((secret) => whole.includes(secret)) || piecesOf(whole).some((piece) => pieces.has(piece))
    );
  };
}

function flat(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, '');
}

function piecesOf(text: string): readonly string[] {
  if (!/\d/u.test(text)) return [];
  return Array.from({ length: Math.max(0, text.length - pieceLength + 1) }, (_, at) =>
    text.slice(at, at + pieceLength),
  ).filter((piece) => /\d/u.test(piece) && /[a-z].*[a-z]/u.test(piece));
}
