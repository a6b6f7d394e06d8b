import { errors } from 'telegram';
import { describe, expect, it } from 'vitest';
import { CallAbandoned, classify, isTerminal } from './failure.js';

/** What the library makes of an `rpc_error`: the objects that reach us, not ones that look like them. */
function fromServer(errorCode: number, errorMessage: string): unknown {
  return errors.RPCMessageToError({ errorCode, errorMessage } as never, {} as never);
}

describe('errors sent by Telegram', () => {
  it.each([
    [420, 'FLOOD_WAIT_0', { kind: 'flood', wait: 0, code: 'FLOOD_WAIT' }],
    [420, 'FLOOD_WAIT_30', { kind: 'flood', wait: 30_000, code: 'FLOOD_WAIT' }],
    [420, 'FLOOD_WAIT_86400', { kind: 'flood', wait: 86_400_000, code: 'FLOOD_WAIT' }],
    [420, 'FLOOD_PREMIUM_WAIT_7', { kind: 'flood', wait: 7_000, code: 'FLOOD_WAIT' }],
    [420, 'SLOWMODE_WAIT_9', { kind: 'flood', wait: 9_000, code: 'FLOOD_WAIT' }],
    [420, '2FA_CONFIRM_WAIT_60', { kind: 'flood', wait: 60_000, code: '2FA_CONFIRM_WAIT' }],
    [400, 'PEER_FLOOD', { kind: 'account-limited', code: 'PEER_FLOOD' }],
    [420, 'FROZEN_METHOD_INVALID', { kind: 'account-frozen', code: 'FROZEN_METHOD_INVALID' }],
    [400, 'FROZEN_PARTICIPANT_MISSING', { kind: 'account-frozen', code: 'FROZEN_PARTICIPANT_MISSING' }],
    [401, 'AUTH_KEY_UNREGISTERED', { kind: 'logged-out', code: 'AUTH_KEY_UNREGISTERED' }],
    [401, 'SESSION_REVOKED', { kind: 'logged-out', code: 'SESSION_REVOKED' }],
    [401, 'SESSION_EXPIRED', { kind: 'logged-out', code: 'SESSION_EXPIRED' }],
    [401, 'SOMETHING_NEW', { kind: 'logged-out', code: 'SOMETHING_NEW' }],
    [406, 'AUTH_KEY_DUPLICATED', { kind: 'session-duplicated', code: 'AUTH_KEY_DUPLICATED' }],
    [401, 'USER_DEACTIVATED_BAN', { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' }],
    [400, 'PHONE_NUMBER_BANNED', { kind: 'account-banned', code: 'PHONE_NUMBER_BANNED' }],
    [401, 'USER_DEACTIVATED', { kind: 'account-deleted', code: 'USER_DEACTIVATED' }],
    [406, 'UPDATE_APP_TO_LOGIN', { kind: 'client-outdated', code: 'UPDATE_APP_TO_LOGIN' }],
    [400, 'CONNECTION_LAYER_INVALID', { kind: 'client-outdated', code: 'CONNECTION_LAYER_INVALID' }],
    [400, 'API_ID_INVALID', { kind: 'app-blocked', code: 'API_ID_INVALID' }],
    [400, 'API_ID_PUBLISHED_FLOOD', { kind: 'app-blocked', code: 'API_ID_PUBLISHED_FLOOD' }],
    [400, 'USER_IS_BLOCKED', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' }],
    [403, 'USER_IS_BLOCKED', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' }],
    [400, 'YOU_BLOCKED_USER', { kind: 'peer-blocked', code: 'YOU_BLOCKED_USER' }],
    [400, 'INPUT_USER_DEACTIVATED', { kind: 'peer-gone', code: 'INPUT_USER_DEACTIVATED' }],
    [403, 'USER_PRIVACY_RESTRICTED', { kind: 'peer-restricted', code: 'USER_PRIVACY_RESTRICTED' }],
    [403, 'PRIVACY_PREMIUM_REQUIRED', { kind: 'peer-restricted', code: 'PRIVACY_PREMIUM_REQUIRED' }],
    [406, 'ALLOW_PAYMENT_REQUIRED', { kind: 'peer-restricted', code: 'ALLOW_PAYMENT_REQUIRED' }],
    [403, 'ALLOW_PAYMENT_REQUIRED_50', { kind: 'peer-restricted', code: 'ALLOW_PAYMENT_REQUIRED_50' }],
    [403, 'CHAT_SEND_PLAIN_FORBIDDEN', { kind: 'peer-restricted', code: 'CHAT_SEND_PLAIN_FORBIDDEN' }],
    [400, 'PEER_ID_INVALID', { kind: 'peer-unknown', code: 'PEER_ID_INVALID' }],
    [500, 'RANDOM_ID_DUPLICATE', { kind: 'already-sent', code: 'RANDOM_ID_DUPLICATE' }],
    [400, 'RANDOM_ID_DUPLICATE', { kind: 'already-sent', code: 'RANDOM_ID_DUPLICATE' }],
    [400, 'MESSAGE_TOO_LONG', { kind: 'rejected', code: 'MESSAGE_TOO_LONG' }],
    [400, 'MESSAGE_ID_INVALID', { kind: 'rejected', code: 'MESSAGE_ID_INVALID' }],
    [501, 'METHOD_NOT_IMPLEMENTED', { kind: 'rejected', code: 'METHOD_NOT_IMPLEMENTED' }],
    [500, 'INTERNAL', { kind: 'unknown', code: 'INTERNAL' }],
    [-503, 'Timeout', { kind: 'unknown', code: 'RPC_503' }],
    [303, 'USER_MIGRATE_4', { kind: 'rejected', code: 'MIGRATE_TO_DC_4' }],
  ])('%i %s', (code, name, expected) => {
    expect(classify(fromServer(code, name))).toEqual(expected);
  });
});

describe('everything else', () => {
  it.each([
    ['a call we gave up', new CallAbandoned('DEADLINE'), 'DEADLINE'],
    ['a lost connection', new CallAbandoned('CONNECTION_LOST'), 'CONNECTION_LOST'],
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['the library timing out', new Error('TIMEOUT'), 'TIMEOUT'],
    ['a plain error', new Error('Cannot send requests while disconnected'), 'LIBRARY_ERROR'],
    ['a string', 'Maximum reconnection retries reached. Aborting!', 'LIBRARY_ERROR'],
    ['nothing', undefined, 'LIBRARY_ERROR'],
  ])('%s is an unknown outcome', (_name, error, code) => {
    expect(classify(error)).toEqual({ kind: 'unknown', code });
  });

  it('never lets free text through as a code', () => {
    const error = { code: 400, errorMessage: 'hello, this is what she wrote' };
    expect(JSON.stringify(classify(error))).not.toContain('she wrote');
  });

  it('calls a session lost only when a human has to look at it', () => {
    expect(isTerminal({ kind: 'logged-out', code: 'SESSION_REVOKED' })).toBe(true);
    expect(isTerminal({ kind: 'account-limited', code: 'PEER_FLOOD' })).toBe(false);
    expect(isTerminal({ kind: 'flood', wait: 1, code: 'FLOOD_WAIT' })).toBe(false);
    expect(isTerminal({ kind: 'unknown', code: 'DEADLINE' })).toBe(false);
  });
});
