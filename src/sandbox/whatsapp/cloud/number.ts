import type { Milliseconds } from '../../../core/clock.js';

/** How the bytes of a delivery and its signature hang together: Meta escapes what is not ASCII in what it signs. */
export type Signing =
  /** UTF-8 is sent and signed. */
  | 'raw'
  /** Escaped is sent and signed. */
  | 'escaped'
  /** UTF-8 is sent, its escaped form signed. */
  | 'signed-escaped';

export interface CloudHook {
  readonly url: string;
  readonly verifyToken: string;
}

export interface Template {
  readonly name: string;
  readonly language: string;
  /** With {{1}} where a parameter goes. */
  readonly text: string;
  status: 'APPROVED' | 'PAUSED' | 'PENDING';
}

/** One business number on the Cloud API. */
export interface CloudNumber {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  /** Digits. */
  readonly line: string;
  readonly name: string;
  token: string;
  appSecret: string;
  hook: CloudHook | null;
  isSubscribed: boolean;
  quality: 'GREEN' | 'YELLOW' | 'RED' | 'NA';
  signing: Signing;
  /** How many things one delivery holds at most. */
  batch: number;
  readonly templates: Template[];
  /** Calls open the window as messages do; numbers of people, and when. */
  readonly calls: Map<string, Milliseconds>;
  readonly blockedUsers: Set<string>;
}

export interface NewCloudNumber {
  readonly phoneNumberId: string;
  readonly wabaId?: string;
  readonly line: string;
  readonly name?: string;
  readonly token: string;
  readonly appSecret: string;
}

export function newNumber(draft: NewCloudNumber): CloudNumber {
  return {
    wabaId: `9${draft.phoneNumberId}`,
    name: 'Kindred',
    ...draft,
    hook: null,
    isSubscribed: true,
    quality: 'GREEN',
    signing: 'raw',
    batch: 1,
    templates: [],
    calls: new Map(),
    blockedUsers: new Set(),
  };
}

/** As people read it: +15550783881 as 15550783881, which is how webhooks give it. */
export function displayed({ line }: CloudNumber): string {
  return line;
}
