import { createHash } from 'node:crypto';

import type { Clock, Milliseconds } from '../../core/clock.js';
import { rulesFor } from './voice/model-rules.js';
import { blockOverhead, imageTokens, tokensOf } from './tokens.js';
import type { CacheLife, MessagesRequest, WireBlock, WireUsage } from './wire/wire.js';

interface Entry {
  readonly life: Milliseconds;
  expiresAt: Milliseconds;
}

/** A place in the prompt: everything up to and including one block. */
interface Position {
  /** Of all bytes up to here; empty behind the last breakpoint. */
  readonly key: string;
  /** Tokens from the start to here. */
  readonly tokens: number;
  readonly cache?: CacheLife;
}

const lives: Readonly<Record<CacheLife, Milliseconds>> = { '5m': 5 * 60_000, '1h': 60 * 60_000 };

/** How many blocks before a breakpoint are searched for an entry (platform.claude.com, prompt caching). */
const lookBack = 20;
/** Expired entries are dropped when this many are held. */
const sweepAt = 20_000;

/**
 * Prompt caching as the provider bills it: byte-exact prefixes in the order tools, system, messages, entries written only at
 * breakpoints and only above the model's minimum, five minutes or one hour of life, renewed by reading.
 * One simplification: an entry keeps the life it was written with until it expires, also when it is asked for again with another.
 */
export class PromptCache {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Bills one request and remembers its prefixes. `owner` keeps workspaces apart (a hash of the key). */
  account(request: MessagesRequest, owner: string): Omit<WireUsage, 'output'> {
    const positions = positionsOf(request, owner);
    const total = positions.at(-1)?.tokens ?? 0;
    const minimum = rulesFor(request.model).minimumCacheable;
    const now = this.#clock.now();

    const hit = this.#longestHit(positions, now);
    let covered = hit === undefined ? 0 : (positions[hit]?.tokens ?? 0);
    const cacheRead = covered;
    const written: Record<CacheLife, number> = { '5m': 0, '1h': 0 };

    for (const [index, position] of positions.entries()) {
      if (position.cache === undefined && index !== hit) continue;
      const entry = this.#live(position.key, now);
      if (entry !== undefined) {
        entry.expiresAt = now + entry.life;
      } else if (position.cache !== undefined && position.tokens >= minimum) {
        this.#entries.set(position.key, {
          life: lives[position.cache],
          expiresAt: now + lives[position.cache],
        });
        if (position.tokens > covered) {
          written[position.cache] += position.tokens - covered;
          covered = position.tokens;
        }
      }
    }
    this.#sweep(now);
    return {
      input: total - covered,
      cacheRead,
      cacheWrite5m: written['5m'],
      cacheWrite1h: written['1h'],
    };
  }

  clear(): void {
    this.#entries.clear();
  }

  #longestHit(positions: readonly Position[], now: Milliseconds): number | undefined {
    for (let marked = positions.length - 1; marked >= 0; marked -= 1) {
      if (positions[marked]?.cache === undefined) continue;
      for (let at = marked; at >= 0 && at > marked - lookBack; at -= 1) {
        const position = positions[at];
        if (position !== undefined && this.#live(position.key, now) !== undefined) return at;
      }
    }
    return undefined;
  }

  #live(key: string, now: Milliseconds): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.expiresAt > now ? entry : undefined;
  }

  #sweep(now: Milliseconds): void {
    if (this.#entries.size < sweepAt) return;
    for (const [key, entry] of this.#entries) {
      if (entry.expiresAt <= now) this.#entries.delete(key);
    }
  }
}

/** All tokens of a request's input, cached or not. */
export function inputTokens(request: MessagesRequest): number {
  return positionsOf(request, '').at(-1)?.tokens ?? 0;
}

function positionsOf(request: MessagesRequest, owner: string): Position[] {
  const positions: Position[] = [];
  const blocks = [
    ...request.tools,
    ...request.system,
    ...request.messages.flatMap((message) => message.blocks),
  ];
  // Behind the last breakpoint nothing is looked up or written: those bytes need no key.
  let unkeyed = blocks.findLastIndex((block) => block.cache !== undefined) + 1;
  let key = unkeyed === 0 ? '' : digest(owner, request.model);
  let tokens = 0;
  const add = (block: WireBlock, section: string): void => {
    unkeyed -= 1;
    key = unkeyed < 0 ? '' : digest(key, section, block.rendered);
    tokens +=
      blockOverhead + (block.picture === undefined ? tokensOf(block.rendered) : imageTokens(block.picture));
    positions.push({ key, tokens, ...(block.cache !== undefined && { cache: block.cache }) });
  };
  for (const tool of request.tools) add(tool, 'tool');
  for (const block of request.system) add(block, 'system');
  if (unkeyed > 0) key = digest(key, request.messageSettings);
  for (const message of request.messages) {
    for (const block of message.blocks) add(block, message.role);
  }
  return positions;
}

function digest(...parts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64');
}
