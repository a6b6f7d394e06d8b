import type { WorldDatabase } from './database.js';

/** Who knows whom, and who wants nothing of whom. */
export class Circles {
  private readonly blocked;
  private readonly listBlocked;
  private readonly addBlock;
  private readonly dropBlock;
  private readonly contact;
  private readonly listContacts;
  private readonly saveContact;
  private readonly dropContact;

  constructor(db: WorldDatabase) {
    this.blocked = db.prepare<[number, number], { at: number }>(
      'SELECT at FROM blocks WHERE owner = ? AND blocked = ?',
    );
    this.listBlocked = db.prepare<[number], { blocked: number; at: number }>(
      'SELECT blocked, at FROM blocks WHERE owner = ? ORDER BY at DESC, blocked',
    );
    this.addBlock = db.prepare('INSERT OR IGNORE INTO blocks (owner, blocked, at) VALUES (?, ?, ?)');
    this.dropBlock = db.prepare('DELETE FROM blocks WHERE owner = ? AND blocked = ?');
    this.contact = db.prepare<[number, number], { firstName: string | null; lastName: string | null }>(
      'SELECT first_name AS firstName, last_name AS lastName FROM contacts WHERE owner = ? AND person = ?',
    );
    this.listContacts = db.prepare<[number], { person: number }>(
      'SELECT person FROM contacts WHERE owner = ? ORDER BY person',
    );
    this.saveContact = db.prepare(
      'INSERT INTO contacts (owner, person, first_name, last_name) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT (owner, person) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name',
    );
    this.dropContact = db.prepare('DELETE FROM contacts WHERE owner = ? AND person = ?');
  }

  hasBlocked(owner: number, other: number): boolean {
    return this.blocked.get(owner, other) !== undefined;
  }

  blockedBy(owner: number): { blocked: number; at: number }[] {
    return this.listBlocked.all(owner);
  }

  /** False when nothing changed. */
  block(owner: number, other: number, at: number): boolean {
    return this.addBlock.run(owner, other, at).changes > 0;
  }

  unblock(owner: number, other: number): boolean {
    return this.dropBlock.run(owner, other).changes > 0;
  }

  /** The names under which `owner` saved `person`; undefined when it is no contact. */
  contactNames(
    owner: number,
    person: number,
  ): { firstName: string | null; lastName: string | null } | undefined {
    return this.contact.get(owner, person);
  }

  contactsOf(owner: number): number[] {
    return this.listContacts.all(owner).map((row) => row.person);
  }

  addContact(owner: number, person: number, firstName: string, lastName: string): void {
    this.saveContact.run(owner, person, firstName, lastName === '' ? null : lastName);
  }

  removeContact(owner: number, person: number): boolean {
    return this.dropContact.run(owner, person).changes > 0;
  }
}
