import type { AccountId, CharacterId } from '../core/ids.js';
import type { Standing } from '../store/account/account-schema.js';
import type { PoolMember } from '../store/account/pool-store.js';

/** An account as its file describes it. */
export interface PoolAccount {
  readonly account: AccountId;
  readonly character: CharacterId;
  readonly role: 'primary' | 'standby';
  readonly isSignedIn: boolean;
}

export interface PoolPlace extends PoolAccount {
  readonly standing: Standing;
}

/**
 * Who serves people and who stands by, per character. A rotation's word counts more than the file's, as long as the
 * account still belongs to the character it was rotated for.
 */
export class Pool {
  private readonly places = new Map<AccountId, PoolPlace>();

  constructor(accounts: readonly PoolAccount[]) {
    for (const account of accounts) {
      this.places.set(account.account, {
        ...account,
        standing: account.role === 'primary' ? 'serving' : 'standby',
      });
    }
  }

  /** Take over what earlier rotations stored. */
  restore(members: readonly PoolMember[]): void {
    for (const { account, character, standing } of members) {
      if (this.places.get(account)?.character === character) this.set(account, standing);
    }
  }

  set(account: AccountId, standing: Standing): void {
    const place = this.places.get(account);
    if (place) this.places.set(account, { ...place, standing });
  }

  get(account: AccountId): PoolPlace | undefined {
    return this.places.get(account);
  }

  /** The account speaks to people; any other one only listens. */
  serves(account: AccountId): boolean {
    return this.places.get(account)?.standing === 'serving';
  }

  all(): readonly PoolPlace[] {
    return [...this.places.values()];
  }

  /** The standby that people of this character are told about; null where there is none. */
  standbyOf(character: CharacterId): PoolPlace | null {
    return (
      this.all().find((one) => one.character === character && one.standing === 'standby' && one.isSignedIn) ??
      null
    );
  }
}
