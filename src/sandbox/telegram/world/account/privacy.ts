import type { WorldDatabase } from '../database.js';
import type { Circles } from '../circles.js';

/** One rule of https://core.telegram.org/type/PrivacyRule; rules about chats and premium users are kept but fit nobody here. */
export interface PrivacyRule {
  /** Without its prefix: `AllowAll`, `DisallowContacts`, `AllowUsers`. */
  readonly kind: string;
  readonly users?: readonly number[];
}

/** Keys as in https://core.telegram.org/type/PrivacyKey without their prefix. */
export const ADDED_BY_PHONE = 'AddedByPhone';
export const PHONE_NUMBER = 'PhoneNumber';
/** Who may send voice and round messages: https://core.telegram.org/api/privacy. */
export const VOICE_MESSAGES = 'VoiceMessages';
const WRITES_FIRST = 'WritesFirst';

/**
 * Who may write to somebody who neither wrote to them nor saved them. `premium` is Telegram's
 * new_noncontact_peers_require_premium (nobody here has Premium); `contacts` answers USER_PRIVACY_RESTRICTED.
 */
export const writesFirst = ['everyone', 'premium', 'contacts'] as const;
export type WritesFirst = (typeof writesFirst)[number];

/** Read with every user that is shown, so all of it stays in memory. */
export class Privacy {
  private readonly settings = new Map<string, unknown>();
  private readonly save;

  constructor(db: WorldDatabase) {
    const rows = db
      .prepare<[], { owner: number; key: string; rules: string }>('SELECT owner, key, rules FROM privacy')
      .all();
    for (const { owner, key, rules } of rows) this.settings.set(`${owner}:${key}`, JSON.parse(rules));
    this.save = db.prepare('INSERT OR REPLACE INTO privacy (owner, key, rules) VALUES (?, ?, ?)');
  }

  /** The rules somebody set; undefined: Telegram's default holds. */
  rules(owner: number, key: string): readonly PrivacyRule[] | undefined {
    return this.settings.get(`${owner}:${key}`) as readonly PrivacyRule[] | undefined;
  }

  setRules(owner: number, key: string, rules: readonly PrivacyRule[]): void {
    this.put(owner, key, rules);
  }

  writesFirst(owner: number): WritesFirst {
    return (this.settings.get(`${owner}:${WRITES_FIRST}`) as WritesFirst | undefined) ?? 'everyone';
  }

  setWritesFirst(owner: number, who: WritesFirst): void {
    this.put(owner, WRITES_FIRST, who);
  }

  private put(owner: number, key: string, value: unknown): void {
    this.save.run(owner, key, JSON.stringify(value));
    this.settings.set(`${owner}:${key}`, value);
  }
}

/** What of the world says who may see what. */
export interface PrivacyView {
  readonly privacy: Pick<Privacy, 'rules'>;
  readonly circles: Pick<Circles, 'contactNames'>;
}

/** True when what `key` stands for is open to `viewer`. Rules about single users go before those about contacts, and those before the rest. */
export function isOpenTo(world: PrivacyView, owner: number, key: string, viewer: number): boolean {
  if (owner === viewer) return true;
  const rules = world.privacy.rules(owner, key) ?? defaultRules(key);
  const has = (kind: string): boolean => rules.some((rule) => rule.kind === kind);
  const names = (kind: string): boolean =>
    rules.some((rule) => rule.kind === kind && rule.users?.includes(viewer) === true);
  if (names('DisallowUsers')) return false;
  if (names('AllowUsers')) return true;
  if (world.circles.contactNames(owner, viewer) !== undefined) {
    if (has('DisallowContacts')) return false;
    if (has('AllowContacts')) return true;
  }
  return has('AllowAll');
}

/** A number is shown to contacts, everything else to everyone. */
export function defaultRules(key: string): PrivacyRule[] {
  return [{ kind: key === PHONE_NUMBER ? 'AllowContacts' : 'AllowAll' }];
}
