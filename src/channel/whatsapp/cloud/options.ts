import type { NumberOptions } from '../person/number-options.js';
import type { Region } from './region.js';

export interface CloudCredentials {
  /** Of a system user, with the right whatsapp_business_messaging. */
  readonly token: string;
  /** What webhooks are signed with; the one before it too while they are being changed. */
  readonly appSecrets: readonly string[];
  /** Asked for when the address of the webhook is checked. */
  readonly verifyToken: string;
}

export interface CloudChannelOptions extends NumberOptions {
  /** `https://graph.facebook.com`, or another that speaks the same. */
  readonly baseUrl: string;
  /** `v25.0`. */
  readonly apiVersion: string;
  readonly phoneNumberId: string;
  /** Of the business account, where its own events are to be heard. */
  readonly wabaId?: string;
  readonly credentials: CloudCredentials;
  /** People from elsewhere are not answered; null for everybody. */
  readonly region: Region | null;
  /** Where Meta posts to. The receiver finds the hook by it. */
  readonly hookPath: string;
}
