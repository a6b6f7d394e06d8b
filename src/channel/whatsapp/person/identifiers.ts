import type { PersonAlias } from '../../../core/person-alias.js';

/**
 * What WhatsApp's services call a person by, the most lasting first: a user id of the business's own (BSUID, since 2026),
 * the id of linked devices (lid), the number. Any of them may be missing from a message.
 */
const kinds = ['bsuid', 'lid', 'phone'] as const;

/** Those of one sender in one message that the service vouches for. Numbers as digits, as the service gave them. */
export type Identifiers = Readonly<Partial<Record<(typeof kinds)[number], string>>>;

/** The most lasting first; empty where the service names nobody. */
export function aliasesOf(identifiers: Identifiers): readonly PersonAlias[] {
  return kinds.flatMap((kind) => {
    const value = identifiers[kind];
    return value === undefined ? [] : [{ kind: `wa-${kind}`, value }];
  });
}

/** For a record of the peer. */
export function withAliases(identifiers: Identifiers): {
  aliases?: readonly [PersonAlias, ...PersonAlias[]];
} {
  const [lasting, ...others] = aliasesOf(identifiers);
  return lasting === undefined ? {} : { aliases: [lasting, ...others] };
}
