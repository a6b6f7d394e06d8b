import { randomBytes } from 'node:crypto';
import type { RpcCaller } from '../../../mtproto/rpc.js';
import type { WorldDatabase } from '../database.js';

/** One signed-in device: an auth key that speaks for a user. */
export interface Authorization {
  readonly keyId: string;
  readonly userId: number | null;
  /** The user whose password is still asked for. */
  readonly passwordFor: number | null;
  /** The error type answered from now on, after the authorization was taken away. */
  readonly ended: string | null;
  /** Decimal text of the 64-bit name shown in the list of devices. */
  readonly hash: string;
  readonly apiId: number;
  readonly model: string;
  readonly appVersion: string;
  readonly createdAt: number;
  readonly activeAt: number;
}

const COLUMNS =
  'key_id AS keyId, user_id AS userId, password_for AS passwordFor, ended, hash, api_id AS apiId, model, app_version AS appVersion, created_at AS createdAt, active_at AS activeAt';

export class Authorizations {
  private readonly cache = new Map<string, Authorization>();
  private readonly byUser = new Map<number, Set<string>>();
  private readonly save;
  private readonly drop;

  constructor(db: WorldDatabase) {
    this.save = db.prepare(
      'INSERT OR REPLACE INTO authorizations (key_id, user_id, password_for, ended, hash, api_id, model, app_version, created_at, active_at) ' +
        'VALUES (@keyId, @userId, @passwordFor, @ended, @hash, @apiId, @model, @appVersion, @createdAt, @activeAt)',
    );
    this.drop = db.prepare('DELETE FROM authorizations WHERE key_id = ?');
    for (const row of db.prepare<[], Authorization>(`SELECT ${COLUMNS} FROM authorizations`).all()) {
      this.index(row);
    }
  }

  of(keyId: string): Authorization | undefined {
    return this.cache.get(keyId);
  }

  forUser(userId: number): Authorization[] {
    return this.keysOf(userId).flatMap((keyId) => this.cache.get(keyId) ?? []);
  }

  keysOf(userId: number): string[] {
    return [...(this.byUser.get(userId) ?? [])];
  }

  signIn(caller: RpcCaller, userId: number, now: number): Authorization {
    return this.put(this.fresh(caller, { userId, passwordFor: null }, now));
  }

  askPassword(caller: RpcCaller, userId: number, now: number): void {
    this.put(this.fresh(caller, { userId: null, passwordFor: userId }, now));
  }

  /** From now on every call with this key fails with `type`, until it signs in again. */
  end(keyId: string, type: string): void {
    const row = this.cache.get(keyId);
    if (row !== undefined) this.put({ ...row, userId: null, passwordFor: null, ended: type });
  }

  forget(keyId: string): void {
    this.unindex(keyId);
    this.cache.delete(keyId);
    this.drop.run(keyId);
  }

  private fresh(
    caller: RpcCaller,
    who: Pick<Authorization, 'userId' | 'passwordFor'>,
    now: number,
  ): Authorization {
    return {
      keyId: caller.keyId,
      ...who,
      ended: null,
      hash: randomBytes(8).readBigInt64LE(0).toString(),
      apiId: caller.device.apiId,
      model: caller.device.model,
      appVersion: caller.device.appVersion,
      createdAt: now,
      activeAt: now,
    };
  }

  private put(row: Authorization): Authorization {
    this.index(row);
    this.save.run(row);
    return row;
  }

  private index(row: Authorization): void {
    this.unindex(row.keyId);
    this.cache.set(row.keyId, row);
    if (row.userId === null) return;
    const keys = this.byUser.get(row.userId) ?? new Set();
    keys.add(row.keyId);
    this.byUser.set(row.userId, keys);
  }

  private unindex(keyId: string): void {
    const userId = this.cache.get(keyId)?.userId;
    if (userId !== null && userId !== undefined) this.byUser.get(userId)?.delete(keyId);
  }
}
