import { randomBytes } from 'node:crypto';
import type { World } from '../world.js';

/** https://core.telegram.org/api/links#temporary-profile-links names no time; ours hold for an hour. */
const LIFE = 3_600_000;

/** A link by which whoever has it reaches the owner. */
export function makeContactToken(world: World, owner: number): { token: string; expiresAt: number } {
  const token = randomBytes(12).toString('base64url');
  const expiresAt = world.clock.now() + LIFE;
  world.db
    .prepare('INSERT INTO contact_tokens (token, owner, expires_at) VALUES (?, ?, ?)')
    .run(token, owner, expiresAt);
  return { token, expiresAt };
}

/** Whose link it is, while it holds. */
export function ownerOfToken(world: World, token: string): number | undefined {
  return world.db
    .prepare<[string, number], { owner: number }>(
      'SELECT owner FROM contact_tokens WHERE token = ? AND expires_at > ?',
    )
    .get(token, world.clock.now())?.owner;
}
