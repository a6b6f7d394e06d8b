import type { World } from '../world.js';

/** A QR code somebody shows and nobody has scanned yet. */
export interface WaitingToken {
  /** base64url, as in `tg://login?token=…`. */
  readonly token: string;
  readonly keyId: string;
  readonly expiresAt: number;
}

export interface TokenRow {
  readonly token: string;
  readonly key_id: string;
  readonly expires_at: number;
  readonly accepted_by: number | null;
}

export type AcceptOutcome =
  | { readonly kind: 'accepted'; readonly keyId: string }
  | {
      readonly kind: 'refused';
      readonly type: 'AUTH_TOKEN_INVALID' | 'AUTH_TOKEN_EXPIRED' | 'AUTH_TOKEN_ALREADY_ACCEPTED';
    };

/** The row of a token that still holds, or why it does not. */
export function findToken(
  world: World,
  token: Buffer,
): TokenRow | 'AUTH_TOKEN_INVALID' | 'AUTH_TOKEN_EXPIRED' {
  const row = world.db
    .prepare<[string], TokenRow>('SELECT * FROM login_tokens WHERE token = ?')
    .get(token.toString('hex'));
  if (row === undefined) return 'AUTH_TOKEN_INVALID';
  return row.expires_at <= world.clock.now() ? 'AUTH_TOKEN_EXPIRED' : row;
}

/** A signed-in device of `userId` scans the code. The device that shows it is not told here. */
export function acceptToken(world: World, token: Buffer, userId: number): AcceptOutcome {
  const row = findToken(world, token);
  if (typeof row === 'string') return { kind: 'refused', type: row };
  if (row.accepted_by !== null) return { kind: 'refused', type: 'AUTH_TOKEN_ALREADY_ACCEPTED' };
  world.db.prepare('UPDATE login_tokens SET accepted_by = ? WHERE token = ?').run(userId, row.token);
  return { kind: 'accepted', keyId: row.key_id };
}

/** Newest first. */
export function waitingTokens(world: World): WaitingToken[] {
  return world.db
    .prepare<[number], TokenRow>(
      'SELECT * FROM login_tokens WHERE accepted_by IS NULL AND expires_at > ? ORDER BY expires_at DESC',
    )
    .all(world.clock.now())
    .map((row) => ({
      token: Buffer.from(row.token, 'hex').toString('base64url'),
      keyId: row.key_id,
      expiresAt: row.expires_at,
    }));
}
