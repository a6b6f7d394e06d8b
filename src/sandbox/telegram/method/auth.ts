import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { conditionOf } from '../world/account/condition.js';
import {
  checkLoginCode,
  countCode,
  forgetLoginCode,
  sendLoginCode,
  type SentCode,
} from '../world/account/login-codes.js';
import type { CallContext, OpenMethod, SignedInMethod } from './context.js';
import { optionalObject, textOf } from './fields.js';
import { endAuthorization, finishSignIn } from './sign-in.js';

export const authMethods: Readonly<Record<string, OpenMethod>> = {
  'auth.sendCode': (call, context) => sendCode(phoneOf(call), context),
  'auth.resendCode': (call, context) => sendCode(phoneOf(call), context),
  'auth.cancelCode': (call, { world }) => {
    forgetLoginCode(world, phoneOf(call));
    return true;
  },
  'auth.signIn': (call, context) => signIn(call, context),
  'auth.signUp': (call, context) => signUp(call, context),
  'auth.bindTempAuthKey': () => {
    throw new RpcError(400, 'ENCRYPTED_MESSAGE_INVALID');
  },
  'auth.dropTempAuthKeys': () => true,
  'auth.logOut': (_call, context) => {
    const authorization = context.world.authorizations.of(context.caller.keyId);
    if (authorization?.userId === null || authorization === undefined) {
      throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
    }
    context.world.journal.write(context.world.clock.now(), 'signed-out', authorization.userId, 0, null, {});
    context.world.authorizations.forget(context.caller.keyId);
    context.transport.bind(context.caller.keyId, null);
    return { _: 'auth.loggedOut' };
  },
};

export const signedInAuthMethods: Readonly<Record<string, SignedInMethod>> = {
  'auth.resetAuthorizations': (_call, context) => {
    for (const keyId of context.world.authorizations.keysOf(context.self)) {
      if (keyId !== context.caller.keyId) endAuthorization(context, keyId, 'SESSION_REVOKED', true);
    }
    return true;
  },
};

function phoneOf(call: TlObject): string {
  const phone = textOf(call, 'phoneNumber').replace(/[^0-9]/g, '');
  if (phone.length < 5 || phone.length > 15) throw new RpcError(400, 'PHONE_NUMBER_INVALID');
  return phone;
}

function sendCode(phone: string, { world, habits }: CallContext): TlObject {
  const user = world.users.withPhone(phone);
  const condition = user === undefined ? undefined : conditionOf(world, user.id);
  if (condition === 'banned') throw new RpcError(400, 'PHONE_NUMBER_BANNED');
  // The number of a deleted account could sign up again, but only in an official app.
  if (condition === 'deleted') throw new RpcError(400, 'PHONE_NUMBER_APP_SIGNUP_FORBIDDEN');
  if (user === undefined && habits.unknownNumbers === 'refuse') {
    throw new RpcError(400, 'PHONE_NUMBER_APP_SIGNUP_FORBIDDEN');
  }
  if (!countCode(world, phone, habits.codesPerDay)) throw new RpcError(400, 'PHONE_NUMBER_FLOOD');
  const sent = sendLoginCode(world, phone, habits.loginCode, habits.codeVia);
  return {
    _: 'auth.sentCode',
    type: codeType(sent),
    phoneCodeHash: sent.hash,
    nextType: sent.via === 'app' ? { _: 'auth.codeTypeSms' } : undefined,
    timeout: 60,
  };
}

function codeType({ via, code: { length } }: SentCode): TlObject {
  switch (via) {
    case 'app':
      return { _: 'auth.sentCodeTypeApp', length };
    case 'sms':
      return { _: 'auth.sentCodeTypeSms', length };
    case 'call':
      return { _: 'auth.sentCodeTypeCall', length };
    case 'email':
      return { _: 'auth.sentCodeTypeEmailCode', emailPattern: 'o***r@e***e.org', length };
    case 'email-setup':
      return { _: 'auth.sentCodeTypeSetUpEmailRequired' };
    case 'fragment':
      return { _: 'auth.sentCodeTypeFragmentSms', url: 'https://fragment.com/numbers', length };
    case 'firebase':
      return { _: 'auth.sentCodeTypeFirebaseSms', length };
    case 'sms-word':
      return { _: 'auth.sentCodeTypeSmsWord' };
  }
}

function checkCode(call: TlObject, context: CallContext, phone: string): void {
  const wrong = checkLoginCode(
    context.world,
    phone,
    textOf(call, 'phoneCodeHash'),
    call._ === 'auth.signUp' ? undefined : givenCode(call),
  );
  if (wrong !== undefined) throw new RpcError(400, wrong);
}

/** A code from an e-mail comes in a box of its own. */
function givenCode(call: TlObject): string {
  const verification = optionalObject(call, 'emailVerification');
  return verification === undefined ? textOf(call, 'phoneCode') : textOf(verification, 'code');
}

function signIn(call: TlObject, context: CallContext): TlObject {
  const phone = phoneOf(call);
  checkCode(call, context, phone);
  const { world, habits } = context;
  const user = world.users.withPhone(phone);
  if (user === undefined && habits.unknownNumbers === 'ask') {
    return { _: 'auth.authorizationSignUpRequired' };
  }
  forgetLoginCode(world, phone);
  if (user === undefined) {
    const made = world.users.create({ phone, firstName: `User ${phone.slice(-4)}` }, world.clock.now());
    return finishSignIn(context, made.id);
  }
  if (user.password !== null) {
    world.authorizations.askPassword(context.caller, user.id, world.clock.now());
    throw new RpcError(401, 'SESSION_PASSWORD_NEEDED');
  }
  return finishSignIn(context, user.id);
}

function signUp(call: TlObject, context: CallContext): TlObject {
  const phone = phoneOf(call);
  checkCode(call, context, phone);
  const { world } = context;
  if (world.users.withPhone(phone) !== undefined) throw new RpcError(400, 'PHONE_NUMBER_OCCUPIED');
  const firstName = textOf(call, 'firstName').trim();
  if (firstName === '') throw new RpcError(400, 'FIRSTNAME_INVALID');
  forgetLoginCode(world, phone);
  const lastName = textOf(call, 'lastName').trim();
  const made = world.users.create(
    { phone, firstName, ...(lastName === '' ? {} : { lastName }) },
    world.clock.now(),
  );
  return finishSignIn(context, made.id);
}
