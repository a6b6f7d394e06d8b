import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { changeToken, hashOf, isSame, newSecret } from './secrets.js';

const minuteMs: Milliseconds = 60_000;
/** From the terminal to the browser; whoever is slower asks for another one. */
const linkLivesMs = 15 * minuteMs;
/** A working day, counted from the last use. */
const sessionLivesMs = 12 * 60 * minuteMs;
/** How exactly the last use is kept: each note is a write. */
const noteEveryMs = 5 * minuteMs;
/** Browsers one operator works with, and their forgotten ones; the oldest goes. */
const mostSessions = 20;

interface Session {
  readonly hash: string;
  readonly usedAt: Milliseconds;
}

/** Somebody who came in. */
export interface SignedIn {
  /** Tells sessions apart in the access log and opens nothing. */
  readonly name: string;
  /** What must come with every change. */
  readonly token: string;
}

export type LinkUse =
  { readonly ok: true; readonly cookie: string } | { readonly ok: false; readonly why: 'used' | 'unknown' };

const stored = z.array(z.object({ hash: z.string(), usedAt: z.number() }));

/**
 * Who may look at the page: a link works once, and gives a cookie. Sessions are kept by their hashes in a file beside the
 * database, so that a page stays open over a restart; links are not.
 */
export class SignIns {
  /** By hash; false once used, so that a second click is told apart from a wrong one. */
  private readonly links = new Map<string, { readonly until: Milliseconds; isFresh: boolean }>();
  private sessions: readonly Session[];

  constructor(
    private readonly file: string,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.sessions = readSessions(file);
  }

  newLink(): string {
    const secret = newSecret();
    const now = this.clock.now();
    for (const [hash, { until }] of this.links) if (until < now) this.links.delete(hash);
    this.links.set(hashOf(secret), { until: now + linkLivesMs, isFresh: true });
    return secret;
  }

  useLink(secret: string): LinkUse {
    const link = this.links.get(hashOf(secret));
    const now = this.clock.now();
    if (!link || link.until < now) return { ok: false, why: 'unknown' };
    if (!link.isFresh) return { ok: false, why: 'used' };
    link.isFresh = false;
    const cookie = newSecret();
    this.keep([{ hash: hashOf(cookie), usedAt: now }, ...this.open(now)].slice(0, mostSessions));
    return { ok: true, cookie };
  }

  /** Null for nobody. */
  whose(cookie: string | undefined): SignedIn | null {
    if (cookie === undefined) return null;
    const now = this.clock.now();
    const hash = hashOf(cookie);
    const session = this.open(now).find((one) => isSame(one.hash, hash));
    if (!session) return null;
    if (now - session.usedAt > noteEveryMs) {
      this.keep(this.open(now).map((one) => (one === session ? { hash, usedAt: now } : one)));
    }
    return { name: hash.slice(0, 8), token: changeToken(cookie) };
  }

  signOut(cookie: string): void {
    const hash = hashOf(cookie);
    this.keep(this.sessions.filter((one) => one.hash !== hash));
  }

  private open(now: Milliseconds): readonly Session[] {
    return this.sessions.filter(({ usedAt }) => now - usedAt < sessionLivesMs);
  }

  private keep(sessions: readonly Session[]): void {
    this.sessions = sessions;
    const fresh = `${this.file}.new`;
    writeFileSync(fresh, JSON.stringify(sessions), { mode: 0o600 });
    renameSync(fresh, this.file);
  }
}

/** None where there is no such file, or it is not one of ours: then everybody signs in again. */
function readSessions(file: string): readonly Session[] {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
