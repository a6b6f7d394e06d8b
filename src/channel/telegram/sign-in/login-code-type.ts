import { Api } from 'telegram';
import { stop } from './login-result.js';

export interface CodeQuestion {
  /** Where Telegram sent the code. */
  readonly sentTo: 'app' | 'sms' | 'call' | 'missed-call' | 'fragment';
  /** How many characters it has, if known. */
  readonly length?: number;
  /** From 1; above 1 the last answer was wrong. */
  readonly attempt: number;
}

/** What to ask the human for. Ends the sign-in where Telegram wants what only its own apps can do. */
export function describeCode(type: Api.auth.TypeSentCodeType): Omit<CodeQuestion, 'attempt'> {
  if (type instanceof Api.auth.SentCodeTypeApp) return { sentTo: 'app', length: type.length };
  if (type instanceof Api.auth.SentCodeTypeSms) return { sentTo: 'sms', length: type.length };
  if (type instanceof Api.auth.SentCodeTypeCall) return { sentTo: 'call', length: type.length };
  if (type instanceof Api.auth.SentCodeTypeFragmentSms) return { sentTo: 'fragment', length: type.length };
  if (type instanceof Api.auth.SentCodeTypeSmsWord || type instanceof Api.auth.SentCodeTypeSmsPhrase) {
    return { sentTo: 'sms' };
  }
  // The caller's number is the code: anybody can read its last digits off the phone.
  if (type instanceof Api.auth.SentCodeTypeMissedCall) return { sentTo: 'missed-call', length: type.length };
  if (type instanceof Api.auth.SentCodeTypeEmailCode) {
    return stop(
      'unsupported',
      'Telegram sent the code by e-mail, which only its own apps can use; sign in with "--qr" instead.',
    );
  }
  if (type instanceof Api.auth.SentCodeTypeSetUpEmailRequired) {
    return stop(
      'unsupported',
      'Telegram wants a sign-in e-mail for this account; set one in an official app, or sign in with "--qr".',
    );
  }
  return stop(
    'unsupported',
    'Telegram wants to check this phone in a way only its own apps can; sign in with "--qr" instead.',
  );
}
