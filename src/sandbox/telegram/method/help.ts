import type { TlObject, TlValue } from '../../mtproto/rpc.js';
import { seconds } from '../render/update.js';
import { conditionOf, standingOf } from '../world/account/condition.js';
import type { CallContext, OpenMethod } from './context.js';

/** All data centres are this one server, so that clients that look for another find it. */
const DC_IDS = [1, 2, 3, 4, 5];
const TRUE_METHODS = ['help.acceptTermsOfService', 'help.saveAppLog'];

export const helpMethods: Readonly<Record<string, OpenMethod>> = {
  'help.getConfig': (_call, context) => config(context),
  'help.getNearestDc': (_call, { address }) => ({
    _: 'nearestDc',
    country: 'XX',
    thisDc: address.dcId,
    nearestDc: address.dcId,
  }),
  'help.getAppConfig': (call, context) => {
    const value = appConfig(context);
    // Until layer 146 the answer was the bare JSON value and there was no hash.
    return call['hash'] === undefined ? value : { _: 'help.appConfig', hash: 0, config: value };
  },
  'help.getTermsOfServiceUpdate': (_call, { world }) => ({
    _: 'help.termsOfServiceUpdateEmpty',
    expires: seconds(world) + 3600,
  }),
  'help.getAppUpdate': () => ({ _: 'help.noAppUpdate' }),
  'help.getCdnConfig': () => ({ _: 'cdnConfig', publicKeys: [] }),
  'help.getPromoData': (_call, { world }) => ({
    _: 'help.promoDataEmpty',
    expires: seconds(world) + 3600,
  }),
  'help.getCountriesList': () => ({ _: 'help.countriesList', countries: [], hash: 0 }),
  'help.getPeerColors': () => ({ _: 'help.peerColors', hash: 0, colors: [] }),
  'help.getPeerProfileColors': () => ({ _: 'help.peerColors', hash: 0, colors: [] }),
  'help.getTimezonesList': () => ({ _: 'help.timezonesList', timezones: [], hash: 0 }),
  ...Object.fromEntries(TRUE_METHODS.map((name) => [name, () => true])),
  'langpack.getLangPack': (call) => emptyLangPack(call),
  'langpack.getDifference': (call) => emptyLangPack(call),
  'langpack.getStrings': () => [],
  'langpack.getLanguages': () => [],
};

function emptyLangPack(call: TlObject): TlObject {
  return {
    _: 'langPackDifference',
    langCode: typeof call['langCode'] === 'string' ? call['langCode'] : 'en',
    fromVersion: 0,
    version: 1,
    strings: [],
  };
}

function config({ world, address }: CallContext): TlObject {
  const now = seconds(world);
  return {
    _: 'config',
    revokePmInbox: true,
    date: now,
    expires: now + 3600,
    testMode: false,
    thisDc: address.dcId,
    dcOptions: [...new Set([address.dcId, ...DC_IDS])].map((id) => ({
      _: 'dcOption',
      id,
      static: true,
      thisPortOnly: true,
      ipAddress: address.host,
      port: address.port,
    })),
    dcTxtDomainName: '',
    chatSizeMax: 200,
    megagroupSizeMax: 200_000,
    forwardedCountMax: 100,
    onlineUpdatePeriodMs: 210_000,
    offlineBlurTimeoutMs: 5_000,
    offlineIdleTimeoutMs: 30_000,
    onlineCloudTimeoutMs: world.limits.onlineFor,
    notifyCloudDelayMs: 30_000,
    notifyDefaultDelayMs: 1_500,
    pushChatPeriodMs: 60_000,
    pushChatLimit: 2,
    editTimeLimit: world.limits.editWindow,
    revokeTimeLimit: 2_147_483_647,
    revokePmTimeLimit: 2_147_483_647,
    ratingEDecay: 2_419_200,
    stickersRecentLimit: 200,
    channelsReadMediaPeriod: 604_800,
    callReceiveTimeoutMs: 20_000,
    callRingTimeoutMs: 90_000,
    callConnectTimeoutMs: 30_000,
    callPacketTimeoutMs: 10_000,
    meUrlPrefix: 'https://t.me/',
    captionLengthMax: 1024,
    messageLengthMax: world.limits.messageLength,
    webfileDcId: address.dcId,
    // Gone from newer layers, still asked for by 143.
    savedGifsLimit: 200,
    stickersFavedLimit: 5,
    pinnedDialogsCountMax: 5,
    pinnedInfolderCountMax: 100,
  };
}

function appConfig({ world, caller }: CallContext): TlObject {
  const values: Record<string, number | string | boolean> = {
    reactions_uniq_max: 11,
    reactions_user_max_default: 1,
    reactions_user_max_premium: 3,
    pm_read_date_expire_period: 604_800,
    upload_max_fileparts_default: 4000,
  };
  const userId = world.authorizations.of(caller.keyId)?.userId ?? null;
  if (userId !== null && conditionOf(world, userId) === 'frozen') {
    const { since, until, appealUrl } = standingOf(world, userId);
    values['freeze_since_date'] = Math.floor(since / 1000);
    if (until !== null) values['freeze_until_date'] = Math.floor(until / 1000);
    values['freeze_appeal_url'] = appealUrl;
  }
  return {
    _: 'jsonObject',
    value: Object.entries(values).map(([key, value]) => ({
      _: 'jsonObjectValue',
      key,
      value: jsonValue(value),
    })),
  };
}

function jsonValue(value: number | string | boolean): TlValue {
  if (typeof value === 'number') return { _: 'jsonNumber', value };
  return typeof value === 'string' ? { _: 'jsonString', value } : { _: 'jsonBool', value };
}
