import { Api } from 'telegram';
import { computeCheck } from 'telegram/Password.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { session, type GramjsClient } from './gramjs-client.js';
import { failureOf, LifeBed } from './life-bed.js';

/** The ways in and out of an account, as an unmodified client meets them. */
describe('devices of an account', () => {
  const bed = new LifeBed();

  beforeAll(() => bed.start());
  afterEach(async () => {
    await bed.ask('PATCH', '/habits', {
      codeVia: 'auto',
      codesPerDay: 0,
      qrTokenMs: 30_000,
      strictKeys: false,
    });
    await bed.leave();
  });
  afterAll(() => bed.stop());

  async function connected(): Promise<GramjsClient> {
    const made = bed.client();
    await made.client.connect();
    return made;
  }

  const sendCode = ({ client }: GramjsClient, phoneNumber: string): Promise<Api.auth.TypeSentCode> =>
    client.invoke(
      new Api.auth.SendCode({ phoneNumber, apiId: 1, apiHash: 'h', settings: new Api.CodeSettings({}) }),
    );
  const showQr = ({ client }: GramjsClient): Promise<Api.auth.TypeLoginToken> =>
    client.invoke(new Api.auth.ExportLoginToken({ apiId: 1, apiHash: 'h', exceptIds: [] }));
  const getState = ({ client }: GramjsClient): Promise<unknown> => client.invoke(new Api.updates.GetState());

  it('codes come the way that is asked for, and not without end', async () => {
    const mia = await bed.person();
    const screen = await connected();
    const types: string[] = [];
    for (const codeVia of [
      'auto',
      'app',
      'call',
      'email',
      'email-setup',
      'fragment',
      'firebase',
      'sms-word',
    ]) {
      await bed.ask('PATCH', '/habits', { codeVia });
      const sent = await sendCode(screen, mia.phone);
      types.push(sent instanceof Api.auth.SentCode ? sent.type.className : sent.className);
    }
    expect(types).toEqual([
      'auth.SentCodeTypeSms',
      'auth.SentCodeTypeApp',
      'auth.SentCodeTypeCall',
      'auth.SentCodeTypeEmailCode',
      'auth.SentCodeTypeSetUpEmailRequired',
      'auth.SentCodeTypeFragmentSms',
      'auth.SentCodeTypeFirebaseSms',
      'auth.SentCodeTypeSmsWord',
    ]);
    await bed.ask('PATCH', '/habits', { codesPerDay: 8 });
    expect(await failureOf(sendCode(screen, mia.phone))).toBe('400 PHONE_NUMBER_FLOOD');
    const other = await bed.person();
    expect(await sendCode(screen, other.phone)).toBeInstanceOf(Api.auth.SentCode);
  });

  it('a code from an e-mail signs in as an e-mail code', async () => {
    const mia = await bed.person();
    await bed.ask('PATCH', '/habits', { codeVia: 'email' });
    const screen = await connected();
    const sent = await sendCode(screen, mia.phone);
    if (!(sent instanceof Api.auth.SentCode)) throw new Error(sent.className);
    const attempt = (code: string): Promise<unknown> =>
      screen.client.invoke(
        new Api.auth.SignIn({
          phoneNumber: mia.phone,
          phoneCodeHash: sent.phoneCodeHash,
          emailVerification: new Api.EmailVerificationCode({ code }),
        }),
      );
    expect(await failureOf(attempt('1'))).toBe('400 PHONE_CODE_INVALID');
    expect(await attempt('22222')).toBeInstanceOf(Api.auth.Authorization);
  });

  it('a phone scans a QR code, and the password comes after it', async () => {
    const ann = await bed.account('secret');
    const screen = await connected();
    const shown = await showQr(screen);
    if (!(shown instanceof Api.auth.LoginToken)) throw new Error('no token');
    const token = shown.token.toString('base64url');
    await bed.ask('POST', `/accounts/${ann.id}/accept-login`, { token: `tg://login?token=${token}` });
    await screen.hears((update): update is Api.UpdateLoginToken => update instanceof Api.UpdateLoginToken);
    expect(await failureOf(showQr(screen))).toBe('401 SESSION_PASSWORD_NEEDED');
    const question = await screen.client.invoke(new Api.account.GetPassword());
    const password = await computeCheck(question, 'secret');
    await screen.client.invoke(new Api.auth.CheckPassword({ password }));
    expect((await screen.client.getMe()).username).toBe(ann.name);
    await ann.at.hears(
      (update): update is Api.UpdateNewAuthorization => update instanceof Api.UpdateNewAuthorization,
    );
  });

  it('a QR code goes stale, and the newest one is scanned unless another is named', async () => {
    const ann = await bed.account();
    const screen = await connected();
    await bed.ask('PATCH', '/habits', { qrTokenMs: 100 });
    const stale = await showQr(screen);
    if (!(stale instanceof Api.auth.LoginToken)) throw new Error('no token');
    const token = stale.token.toString('base64url');
    await expect.poll(() => bed.ask('GET', '/login-tokens')).toEqual([]);
    expect(await bed.tell('POST', `/accounts/${ann.id}/accept-login`, { token })).toMatchObject({
      status: 409,
      value: { error: 'AUTH_TOKEN_EXPIRED' },
    });
    expect(await bed.tell('POST', `/accounts/${ann.id}/accept-login`)).toMatchObject({ status: 409 });
    await bed.ask('PATCH', '/habits', { qrTokenMs: 30_000 });
    await showQr(screen);
    await bed.ask('POST', `/accounts/${ann.id}/accept-login`);
    expect(await showQr(screen)).toBeInstanceOf(Api.auth.LoginTokenSuccess);
  });

  it('a device that appears is announced and listed, and can be sent away', async () => {
    const ann = await bed.account();
    const stranger = await bed.ask('POST', `/accounts/${ann.id}/devices`, { model: 'Somebody else’s phone' });
    const warned = await ann.at.hears(
      (update): update is Api.UpdateNewAuthorization => update instanceof Api.UpdateNewAuthorization,
    );
    expect(warned.device).toBe('Somebody else’s phone');
    const list = await ann.at.client.invoke(new Api.account.GetAuthorizations());
    const other = list.authorizations.find((one) => !one.current);
    expect(other?.hash.toString()).toBe(stranger['hash']);
    await ann.at.client.invoke(new Api.account.ResetAuthorization({ hash: other?.hash }));
    expect(await bed.ask('GET', `/accounts/${ann.id}/devices`)).toHaveLength(1);
  });

  it('one device is signed out by its hash; the other stays', async () => {
    const ann = await bed.account();
    const tablet = bed.client();
    await tablet.client.start({
      phoneNumber: ann.phone,
      phoneCode: () => Promise.resolve('22222'),
      onError: () => undefined,
    });
    const devices = (await bed.ask('GET', `/accounts/${ann.id}/devices`)) as unknown as { hash: string }[];
    const [, second] = devices;
    await bed.ask('POST', `/accounts/${ann.id}/end-authorizations`, { hash: second?.hash });
    expect(await failureOf(getState(tablet))).toBe('401 SESSION_REVOKED');
    await getState(ann.at);
    expect(
      await bed.tell('POST', `/accounts/${ann.id}/end-authorizations`, { hash: second?.hash }),
    ).toMatchObject({ status: 404 });
  });

  it('the same key on two connections is void on both', async () => {
    const ann = await bed.account();
    await bed.ask('PATCH', '/habits', { strictKeys: true });
    const copy = bed.client(session(ann.at));
    await copy.client.connect();
    expect(await failureOf(getState(copy))).toBe('406 AUTH_KEY_DUPLICATED');
    expect(await failureOf(getState(ann.at))).toBe('406 AUTH_KEY_DUPLICATED');
  });
});
