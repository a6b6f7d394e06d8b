import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { describeCode } from './login-code-type.js';
import { asResult, type LoginResult } from './login-result.js';

async function refusal(type: Api.auth.TypeSentCodeType): Promise<string> {
  const result: LoginResult = await asResult(async () => {
    throw new Error(`asked for ${describeCode(type).sentTo}`);
  });
  return result.ok ? '' : result.failure.explanation;
}

describe('the ways Telegram sends a code', () => {
  it.each([
    [new Api.auth.SentCodeTypeApp({ length: 5 }), { sentTo: 'app', length: 5 }],
    [new Api.auth.SentCodeTypeSms({ length: 6 }), { sentTo: 'sms', length: 6 }],
    [new Api.auth.SentCodeTypeCall({ length: 5 }), { sentTo: 'call', length: 5 }],
    [new Api.auth.SentCodeTypeMissedCall({ prefix: '+49', length: 4 }), { sentTo: 'missed-call', length: 4 }],
    [new Api.auth.SentCodeTypeFragmentSms({ url: 'u', length: 5 }), { sentTo: 'fragment', length: 5 }],
    [new Api.auth.SentCodeTypeSmsWord({}), { sentTo: 'sms' }],
  ])('that a human can type: %#', (type, question) => {
    expect(describeCode(type)).toEqual(question);
  });

  it.each([
    [new Api.auth.SentCodeTypeEmailCode({ emailPattern: 'a@b', length: 6 }), /by e-mail.*"--qr"/],
    [new Api.auth.SentCodeTypeSetUpEmailRequired({}), /wants a sign-in e-mail.*official app.*"--qr"/],
    [new Api.auth.SentCodeTypeFlashCall({ pattern: '*' }), /only its own apps can.*"--qr"/],
    [new Api.auth.SentCodeTypeFirebaseSms({ length: 5 }), /only its own apps can.*"--qr"/],
  ])('that only official apps can take are explained: %#', async (type, words) => {
    expect(await refusal(type)).toMatch(words);
  });
});
