import { randomBytes } from 'node:crypto';
import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderShort } from '../render/update.js';
import { acceptToken, findToken, type TokenRow } from '../world/account/login-tokens.js';
import { renderAuthorization } from './account.js';
import type { CallContext, OpenMethod, SignedInMethod } from './context.js';
import { bytesOf, longOf, numberOf } from './fields.js';
import { finishSignIn } from './sign-in.js';

const TRANSFER_TOKEN_LIFE = 60_000;

export const tokenMethods: Readonly<Record<string, OpenMethod>> = {
  'auth.exportLoginToken': (_call, context) => {
    const { world, caller } = context;
    const accepted = world.db
      .prepare<[string], TokenRow>('SELECT * FROM login_tokens WHERE key_id = ? AND accepted_by IS NOT NULL')
      .get(caller.keyId);
    if (accepted !== undefined) return useToken(context, accepted);
    const token = randomBytes(24);
    const life = context.habits.qrTokenMs;
    saveToken(context, token, life, null);
    return { _: 'auth.loginToken', expires: Math.ceil((world.clock.now() + life) / 1000), token };
  },
  'auth.importLoginToken': (call, context) => {
    const row = heldToken(context, bytesOf(call, 'token'));
    if (row.accepted_by === null) throw new RpcError(400, 'AUTH_TOKEN_INVALID');
    return useToken(context, row);
  },
  // The second half of moving to another data centre: a new key proves who it is by a token of the first.
  'auth.importAuthorization': (call, context) => {
    const row = heldToken(context, bytesOf(call, 'bytes'));
    if (row.accepted_by === null || BigInt(row.accepted_by) !== longOf(call, 'id')) {
      throw new RpcError(400, 'AUTH_BYTES_INVALID');
    }
    dropTokens(context, row.key_id);
    const dcId = Number(/:dc(\d+)$/u.exec(row.key_id)?.[1] ?? 0);
    context.sessions.settle(context.caller.keyId, dcId === context.address.dcId || dcId === 0 ? null : dcId);
    return finishSignIn(context, row.accepted_by, 'transfer');
  },
};

export const signedInTokenMethods: Readonly<Record<string, SignedInMethod>> = {
  'auth.acceptLoginToken': (call, context) => {
    const { world } = context;
    const type = acceptLogin(context, bytesOf(call, 'token'), context.self);
    if (type !== undefined) throw new RpcError(400, type);
    const mine = world.authorizations.of(context.caller.keyId);
    if (mine === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
    return renderAuthorization(mine, '');
  },
  'auth.exportAuthorization': (call, context) => {
    const token = randomBytes(24);
    saveToken(context, token, TRANSFER_TOKEN_LIFE, context.self, numberOf(call, 'dcId'));
    return { _: 'auth.exportedAuthorization', id: BigInt(context.self), bytes: token };
  },
};

/** Scans a code on behalf of a signed-in user and tells the device that shows it. Answers why not, if not. */
export function acceptLogin(
  { world, transport }: Pick<CallContext, 'world' | 'transport'>,
  token: Buffer,
  userId: number,
): string | undefined {
  const outcome = acceptToken(world, token, userId);
  if (outcome.kind === 'refused') return outcome.type;
  transport.pushToKey(outcome.keyId, renderShort(world, { _: 'updateLoginToken' }));
  return undefined;
}

function useToken(context: CallContext, row: TokenRow): TlObject {
  const user = context.world.users.must(row.accepted_by ?? 0);
  dropTokens(context, row.key_id);
  if (user.password !== null) {
    context.world.authorizations.askPassword(context.caller, user.id, context.world.clock.now());
    throw new RpcError(401, 'SESSION_PASSWORD_NEEDED');
  }
  return { _: 'auth.loginTokenSuccess', authorization: finishSignIn(context, user.id) };
}

function saveToken(
  context: CallContext,
  token: Buffer,
  life: number,
  acceptedBy: number | null,
  dcId = 0,
): void {
  const { db, clock } = context.world;
  db.prepare('DELETE FROM login_tokens WHERE expires_at <= ?').run(clock.now());
  db.prepare('INSERT INTO login_tokens (token, key_id, expires_at, accepted_by) VALUES (?, ?, ?, ?)').run(
    token.toString('hex'),
    // A transfer token belongs to no waiting key: nobody may find it by asking for a QR code.
    acceptedBy === null ? context.caller.keyId : `transfer:${context.caller.keyId}:dc${dcId}`,
    clock.now() + life,
    acceptedBy,
  );
}

function heldToken({ world }: CallContext, token: Buffer): TokenRow {
  const row = findToken(world, token);
  if (typeof row === 'string') throw new RpcError(400, row);
  return row;
}

function dropTokens({ world }: CallContext, keyId: string): void {
  world.db.prepare('DELETE FROM login_tokens WHERE key_id = ?').run(keyId);
}
