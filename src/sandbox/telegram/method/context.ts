import type { RpcCaller, RpcTransport, TlObject, TlValue } from '../../mtproto/rpc.js';
import type { SrpChallenge } from '../srp.js';
import type { Actor } from '../world/delivery.js';
import type { World } from '../world/world.js';
import type { Sessions } from '../sessions.js';
import type { CodeWay } from '../world/account/login-codes.js';
import type { Uploads } from './uploads.js';

/** How the sandbox's Telegram behaves where Telegram itself differs from place to place. */
export interface Habits {
  /** An unknown phone number: becomes an account at once (as on Telegram's test servers), must sign up, is refused. */
  unknownNumbers: 'create' | 'ask' | 'refuse';
  /** The login code everyone gets. */
  loginCode: string;
  /** How a login code is said to be sent. `auto`: to a signed-in device if there is one, else by SMS. */
  codeVia: CodeWay;
  /** So many codes per number and day, then 400 PHONE_NUMBER_FLOOD; 0: no limit. Telegram allows about five. */
  codesPerDay: number;
  /** How long a QR code holds. https://core.telegram.org/api/qr-login: about half a minute. */
  qrTokenMs: number;
  /** A repeated random id: the first message again, or 500 RANDOM_ID_DUPLICATE. */
  repeatedRandomId: 'original' | 'error';
  /** Users who have a greeting and an away message set up. */
  automated: readonly number[];
  /** How long the rules of a password check hold, then 400 SRP_ID_INVALID; 0: as long as the sandbox runs. */
  srpMs: number;
  /** A second connection that uses the same key while the first stands: 406, and the authorization ends. */
  strictKeys: boolean;
}

/** What every call has at hand. */
export interface CallContext {
  readonly world: World;
  readonly caller: RpcCaller;
  readonly transport: RpcTransport;
  readonly sessions: Sessions;
  readonly habits: Habits;
  readonly uploads: Uploads;
  /** Open password questions, by key id; a restart forgets them and the client asks again. */
  readonly challenges: Map<string, SrpChallenge & { readonly staleAt: number }>;
  readonly address: { readonly host: string; readonly port: number; readonly dcId: number };
}

/** The same, after sign-in. */
export interface SignedInContext extends CallContext {
  readonly self: number;
  readonly actor: Actor;
}

export type OpenMethod = (call: TlObject, context: CallContext) => TlValue | Promise<TlValue>;
export type SignedInMethod = (call: TlObject, context: SignedInContext) => TlValue | Promise<TlValue>;
