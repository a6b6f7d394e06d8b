import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  directBackend,
  directClient,
  signIn,
  type DirectTransport,
} from '../../../test/sandbox/direct-client.js';
import type { Backend } from './backend.js';
import type { TlObject } from '../mtproto/rpc.js';
import { makePasswordRecord } from './srp.js';
import { setCondition } from './world/account/condition.js';

describe('signing in', () => {
  let backend: Backend;
  let transport: DirectTransport;

  beforeEach(() => {
    ({ backend, transport } = directBackend());
  });

  afterEach(() => backend.close());

  it('lets nobody in before that', async () => {
    const client = directClient(backend, transport);
    expect(await client.failure('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(await client.failure('account.getPassword')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(await client.failure('auth.sendCode', { phoneNumber: 'x' })).toBe('400 PHONE_NUMBER_INVALID');
  });

  it('takes the right code only, a few tries, and one that was sent', async () => {
    const client = directClient(backend, transport);
    const sent = await client.call('auth.sendCode', { phoneNumber: '15550001' });
    expect(sent).toMatchObject({ type: { _: 'auth.sentCodeTypeSms', length: 5 } });
    const attempt = { phoneNumber: '15550001', phoneCodeHash: sent['phoneCodeHash'] };
    expect(await client.failure('auth.signIn', { ...attempt, phoneCode: '' })).toBe('400 PHONE_CODE_EMPTY');
    for (let time = 0; time < 5; time++) {
      expect(await client.failure('auth.signIn', { ...attempt, phoneCode: '1' })).toBe(
        '400 PHONE_CODE_INVALID',
      );
    }
    expect(await client.failure('auth.signIn', { ...attempt, phoneCode: '22222' })).toBe(
      '400 PHONE_CODE_EXPIRED',
    );
    expect(await signIn(client, '15550001')).toMatchObject({ self: true, phone: '15550001' });
  });

  it('refuses unknown numbers, or asks them to sign up, when told to', async () => {
    const client = directClient(backend, transport);
    backend.habits.unknownNumbers = 'refuse';
    expect(await client.failure('auth.sendCode', { phoneNumber: '15550009' })).toBe(
      '400 PHONE_NUMBER_APP_SIGNUP_FORBIDDEN',
    );
    backend.habits.unknownNumbers = 'ask';
    const sent = await client.call('auth.sendCode', { phoneNumber: '15550009' });
    const who = { phoneNumber: '15550009', phoneCodeHash: sent['phoneCodeHash'] };
    expect(await client.call('auth.signIn', { ...who, phoneCode: '22222' })).toMatchObject({
      _: 'auth.authorizationSignUpRequired',
    });
    expect(await client.call('auth.signUp', { ...who, firstName: 'Dora', lastName: '' })).toMatchObject({
      user: { firstName: 'Dora' },
    });
  });

  it('delivers the code to a signed-in device and warns it of the new one', async () => {
    const phone = directClient(backend, transport);
    await signIn(phone, '15550001');
    const tablet = directClient(backend, transport);
    const sent = await tablet.call('auth.sendCode', { phoneNumber: '15550001' });
    expect(sent).toMatchObject({ type: { _: 'auth.sentCodeTypeApp' } });
    expect((phone.inbox[0]?.['updates'] as TlObject[])[0]).toMatchObject({
      _: 'updateNewMessage',
      message: { peerId: { userId: 777000n }, message: expect.stringContaining('22222') as string },
    });
    await signIn(tablet, '15550001');
    expect(phone.inbox.map((push) => (push['update'] as TlObject | undefined)?._)).toContain(
      'updateNewAuthorization',
    );
  });

  it('asks for a password after a code and after a QR code', async () => {
    const owner = directClient(backend, transport);
    const me = await signIn(owner, '15550001');
    backend.world.users.change(Number(me['id']), { password: await makePasswordRecord('secret', 'hint') });

    const byCode = directClient(backend, transport);
    await expect(signIn(byCode, '15550001')).rejects.toThrow('401 SESSION_PASSWORD_NEEDED');
    expect(await byCode.failure('updates.getState')).toBe('401 SESSION_PASSWORD_NEEDED');
    expect(await byCode.call('account.getPassword')).toMatchObject({ hasPassword: true, hint: 'hint' });

    const byQr = directClient(backend, transport);
    const shown = await byQr.call('auth.exportLoginToken');
    const accept = { token: shown['token'] };
    await owner.call('auth.acceptLoginToken', accept);
    expect(byQr.inbox).toMatchObject([{ update: { _: 'updateLoginToken' } }]);
    expect(await owner.failure('auth.acceptLoginToken', accept)).toBe('400 AUTH_TOKEN_ALREADY_ACCEPTED');
    expect(await byQr.failure('auth.exportLoginToken')).toBe('401 SESSION_PASSWORD_NEEDED');
  });

  it('moves to another data centre by a token that only its owner has', async () => {
    const client = directClient(backend, transport);
    const me = await signIn(client, '15550001');
    const exported = await client.call('auth.exportAuthorization', { dcId: 4 });
    const other = directClient(backend, transport);
    expect(
      await other.failure('auth.importAuthorization', { id: me['id'], bytes: Buffer.from('guess') }),
    ).toBe('400 AUTH_TOKEN_INVALID');
    // Asking for a QR code must not pick the token up.
    expect(await other.call('auth.exportLoginToken')).toMatchObject({ _: 'auth.loginToken' });
    await other.call('auth.importAuthorization', { id: me['id'], bytes: exported['bytes'] });
    expect(await other.call('users.getUsers', { id: [{ _: 'inputUserSelf' }] })).toMatchObject([
      { id: me['id'] },
    ]);
  });

  it('lists devices, takes one away, and logs out', async () => {
    const phone = directClient(backend, transport);
    const tablet = directClient(backend, transport);
    await signIn(phone, '15550001');
    await signIn(tablet, '15550001');
    const list = (await phone.call('account.getAuthorizations'))['authorizations'] as TlObject[];
    expect(list).toHaveLength(2);
    expect(list.find((one) => one['current'] === true)).toMatchObject({ hash: 0n });
    const other = list.find((one) => one['current'] !== true);
    await phone.call('account.resetAuthorization', { hash: other?.['hash'] });
    expect(transport.cut).toEqual([tablet.caller.keyId]);
    expect(await tablet.failure('updates.getState')).toBe('401 SESSION_REVOKED');
    await signIn(tablet, '15550001');
    await phone.call('auth.logOut');
    expect(await phone.failure('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect((await tablet.call('updates.getState'))._).toBe('updates.state');
  });

  it('ends a key that is used on two connections at once, where that is asked for', async () => {
    backend.habits.strictKeys = true;
    const first = directClient(backend, transport);
    await signIn(first, '15550001');
    const copy = directClient(backend, transport, { keyId: first.caller.keyId });
    expect(await copy.failure('updates.getState')).toBe('406 AUTH_KEY_DUPLICATED');
    copy.leave();
    expect(await first.failure('updates.getState')).toBe('406 AUTH_KEY_DUPLICATED');
  });

  it('answers banned, deleted, frozen and limited accounts as Telegram does', async () => {
    const client = directClient(backend, transport);
    const me = await signIn(client, '15550001');
    const other = backend.world.users.create({ firstName: 'Stranger', username: 'stranger' }, 0);
    const found = await client.call('contacts.resolveUsername', { username: 'stranger' });
    const [stranger] = found['users'] as TlObject[];
    const peer = { _: 'inputPeerUser', userId: stranger?.['id'], accessHash: stranger?.['accessHash'] };
    const send = { peer, message: 'hi', randomId: 1n };
    const be = (condition: 'limited' | 'frozen' | 'banned' | 'deleted'): void =>
      setCondition(backend.world, Number(me['id']), { condition });
    be('limited');
    expect(await client.failure('messages.sendMessage', send)).toBe('400 PEER_FLOOD');
    be('frozen');
    expect(await client.failure('messages.sendMessage', send)).toBe('420 FROZEN_METHOD_INVALID');
    const config = JSON.stringify(await client.call('help.getAppConfig', { hash: 0 }));
    expect(config).toContain('freeze_until_date');
    expect(transport.cut).toEqual([]);
    be('banned');
    expect(transport.cut).toEqual([client.caller.keyId]);
    expect(await client.failure('updates.getState')).toBe('401 USER_DEACTIVATED_BAN');
    expect(await client.failure('auth.sendCode', { phoneNumber: '15550001' })).toBe(
      '400 PHONE_NUMBER_BANNED',
    );
    be('deleted');
    expect(await client.failure('updates.getState')).toBe('401 USER_DEACTIVATED');
    expect(other.condition).toBe('healthy');
  });

  it('names methods it does not have', async () => {
    const client = directClient(backend, transport);
    await signIn(client, '15550001');
    expect(await client.failure('stories.getAllStories')).toBe('400 METHOD_NOT_IMPLEMENTED');
  });
});
