/**
 * A name by which a service knows a person. Two persons we know are never joined because their names look alike: only a
 * service that gives two names in one payload, or the person in both chats, says that they are one.
 */
export interface PersonAlias {
  /** Of which sort: the service's family, a hyphen, and what it is, such as `telegram-user`. */
  readonly kind: string;
  /** Within what it is unique; everywhere when left out. */
  readonly scope?: string;
  readonly value: string;
}

/** The family of channels that a sort of name belongs to: `telegram`. */
export function familyOf(kind: string): string {
  return kind.split('-', 1)[0] ?? kind;
}
