import bigInt from 'big-integer';
import { Api } from 'telegram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, LifeBed, type Account } from './life-bed.js';

/** How one account finds and reaches a person, or does not, as an unmodified client meets it. */
describe('reaching people', () => {
  const bed = new LifeBed();

  beforeAll(() => bed.start());
  afterEach(() => bed.leave());
  afterAll(() => bed.stop());

  const resolve = ({ at }: Account, username: string): Promise<Api.contacts.ResolvedPeer> =>
    at.client.invoke(new Api.contacts.ResolveUsername({ username }));
  const peerIn = (found: Api.contacts.ResolvedPeer): string => (found.peer as Api.PeerUser).userId.toString();
  const userIn = (users: readonly Api.TypeUser[]): Api.User => {
    const [user] = users;
    if (!(user instanceof Api.User)) throw new Error('no user');
    return user;
  };
  const byPhone = ({ at }: Account, phone: string): Promise<Api.contacts.ResolvedPeer> =>
    at.client.invoke(new Api.contacts.ResolvePhone({ phone }));
  const importOne = async ({ at }: Account, phone: string): Promise<Api.contacts.ImportedContacts> =>
    at.client.invoke(
      new Api.contacts.ImportContacts({
        contacts: [new Api.InputPhoneContact({ clientId: bigInt(7), phone, firstName: 'Mia', lastName: '' })],
      }),
    );

  it('a username changes hands, and those who chat hear of it', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const tom = await bed.person();
    mia.me.say(ann.id, 'hello');
    expect(peerIn(await resolve(ann, mia.name))).toBe(String(mia.id));
    expect(await bed.tell('POST', `/people/${tom.id}/username`, { username: mia.name })).toMatchObject({
      status: 409,
      value: { error: 'USERNAME_OCCUPIED' },
    });
    await bed.ask('POST', `/people/${tom.id}/username`, { username: mia.name, takeOver: true });
    const told = await ann.at.hears(
      (update): update is Api.UpdateUserName => update instanceof Api.UpdateUserName,
    );
    expect([told.userId.toString(), told.usernames]).toEqual([String(mia.id), []]);
    expect(peerIn(await resolve(ann, mia.name))).toBe(String(tom.id));
    await bed.ask('POST', `/people/${tom.id}/username`, { username: null });
    expect(await failureOf(resolve(ann, mia.name))).toBe('400 USERNAME_NOT_OCCUPIED');
  });

  it('contacts are added, imported, mutual, and deleted', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const imported = await importOne(ann, mia.phone);
    const before = userIn(imported.users);
    expect([before.contact, before.mutualContact, before.firstName]).toEqual([true, false, 'Mia']);
    await bed.ask('POST', `/people/${mia.id}/contacts`, { to: ann.id, firstName: 'My Ann' });
    expect(await bed.ask('GET', `/people/${mia.id}/contacts`)).toEqual([
      { user: ann.id, firstName: 'My Ann', lastName: null, mutual: true },
    ]);
    const list = await ann.at.client.invoke(new Api.contacts.GetContacts({ hash: bigInt(0) }));
    expect(list).toMatchObject({ contacts: [{ mutual: true }] });
    const peer = await ann.at.client.getInputEntity(mia.id);
    await ann.at.client.invoke(new Api.contacts.DeleteContacts({ id: [peer] }));
    expect(userIn((await resolve(ann, mia.name)).users).contact).toBe(false);
    await ann.at.client.invoke(
      new Api.contacts.AddContact({ id: peer, firstName: 'Miss', lastName: 'M', phone: '' }),
    );
    expect(userIn((await resolve(ann, mia.name)).users)).toMatchObject({
      firstName: 'Miss',
      mutualContact: true,
    });
    await bed.ask('DELETE', `/people/${mia.id}/contacts`, { to: ann.id });
    expect(userIn((await resolve(ann, mia.name)).users).mutualContact).toBe(false);
  });

  it('a contact card names its user, who can then be written to; an unknown number names nobody', async () => {
    const ann = await bed.account();
    const ben = await bed.account();
    const mia = await bed.person();
    const card = (phoneNumber: string): Api.InputMediaContact =>
      new Api.InputMediaContact({ phoneNumber, firstName: 'Mia', lastName: '', vcard: '' });
    await resolve(ann, ben.name);
    const peer = await ann.at.client.getInputEntity(ben.id);
    const send = (media: Api.TypeInputMedia, randomId: number): Promise<unknown> =>
      ann.at.client.invoke(
        new Api.messages.SendMedia({ peer, media, message: '', randomId: bigInt(randomId) }),
      );
    await send(card(mia.phone), 1);
    await send(card('+19990000'), 2);
    const heard = await ben.at.hears(
      (update): update is Api.UpdateNewMessage =>
        update instanceof Api.UpdateNewMessage &&
        (update.message as Api.Message).media instanceof Api.MessageMediaContact,
    );
    const media = (heard.message as Api.Message).media as Api.MessageMediaContact;
    expect([media.userId.toString(), media.firstName]).toEqual([String(mia.id), 'Mia']);
    await ben.at.client.sendMessage(mia.id, { message: 'I got your card' });
    expect(mia.me.screen(ben.id)).toMatchObject([{ text: 'I got your card' }]);
    const history = await ben.at.client.getMessages(ann.id, { limit: 2 });
    const cards = Array.from(history, (one) => (one.media as Api.MessageMediaContact).userId.toString());
    expect(cards).toEqual(['0', String(mia.id)]);
  });

  it('a link to a profile leads to it, and a wrong one nowhere', async () => {
    const ann = await bed.account();
    const ben = await bed.account();
    const mia = await bed.person();
    const link = await ann.at.client.invoke(new Api.contacts.ExportContactToken());
    const token = link.url.split('/').at(-1) ?? '';
    const found = await ben.at.client.invoke(new Api.contacts.ImportContactToken({ token }));
    expect(found.id.toString()).toBe(String(ann.id));
    const hers = await bed.ask('POST', `/people/${mia.id}/profile-link`);
    const her = await ben.at.client.invoke(
      new Api.contacts.ImportContactToken({ token: String(hers['token']) }),
    );
    expect(her.id.toString()).toBe(String(mia.id));
    expect(await failureOf(ben.at.client.invoke(new Api.contacts.ImportContactToken({ token: 'x' })))).toBe(
      '400 IMPORT_TOKEN_INVALID',
    );
  });

  it('whoever hides from the search by number is found by contacts only', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    expect(peerIn(await byPhone(ann, mia.phone))).toBe(String(mia.id));
    await bed.ask('POST', `/people/${mia.id}/privacy`, { foundByPhone: 'contacts' });
    expect(await failureOf(byPhone(ann, mia.phone))).toBe('400 PHONE_NOT_OCCUPIED');
    expect((await importOne(ann, mia.phone)).imported).toEqual([]);
    mia.me.saveContact(ann.id);
    expect(peerIn(await byPhone(ann, mia.phone))).toBe(String(mia.id));
  });

  it('an account sets its own privacy, by rules that name people', async () => {
    const ann = await bed.account();
    const ben = await bed.account();
    const key = new Api.InputPrivacyKeyAddedByPhone();
    const { id: userId, accessHash } = userIn((await resolve(ann, ben.name)).users);
    const friend = new Api.InputUser({ userId, accessHash: accessHash ?? bigInt.zero });
    await ann.at.client.invoke(
      new Api.account.SetPrivacy({
        key,
        rules: [
          new Api.InputPrivacyValueDisallowAll(),
          new Api.InputPrivacyValueAllowUsers({ users: [friend] }),
        ],
      }),
    );
    const rules = await ann.at.client.invoke(new Api.account.GetPrivacy({ key }));
    expect(rules.rules.map((rule) => rule.className)).toEqual([
      'PrivacyValueDisallowAll',
      'PrivacyValueAllowUsers',
    ]);
    expect(peerIn(await byPhone(ben, ann.phone))).toBe(String(ann.id));
    const cid = await bed.account();
    expect(await failureOf(byPhone(cid, ann.phone))).toBe('400 PHONE_NOT_OCCUPIED');
  });

  it('whoever takes no first messages from strangers gets none', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const tom = await bed.person();
    await bed.ask('POST', `/people/${mia.id}/privacy`, { writesFirst: 'contacts' });
    await bed.ask('POST', `/people/${tom.id}/privacy`, { writesFirst: 'premium' });
    const write = (name: string): Promise<unknown> =>
      ann.at.client.sendMessage(`@${name}`, { message: 'hi' });
    expect(await failureOf(write(mia.name))).toBe('403 USER_PRIVACY_RESTRICTED');
    expect(await failureOf(write(tom.name))).toBe('403 PRIVACY_PREMIUM_REQUIRED');
    const asked = await ann.at.client.invoke(
      new Api.users.GetIsPremiumRequiredToContact({
        id: [await ann.at.client.getInputEntity(mia.id), await ann.at.client.getInputEntity(tom.id)],
      }),
    );
    expect(asked).toEqual([false, true]);
    const { chats } = (await bed.ask('GET', `/judge?account=${ann.id}`)) as { chats: unknown[] };
    expect(chats).toMatchObject([
      { person: mia.id, seen: 0, refused: 1 },
      { person: tom.id, seen: 0, refused: 1 },
    ]);
    mia.me.say(ann.id, 'I write first');
    tom.me.saveContact(ann.id);
    await write(mia.name);
    await write(tom.name);
  });

  it('an account can close itself to strangers too', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const settings = new Api.GlobalPrivacySettings({ newNoncontactPeersRequirePremium: true });
    await ann.at.client.invoke(new Api.account.SetGlobalPrivacySettings({ settings }));
    expect(await ann.at.client.invoke(new Api.account.GetGlobalPrivacySettings())).toMatchObject({
      newNoncontactPeersRequirePremium: true,
    });
    expect(mia.me.say(ann.id, 'hello')).toEqual({ kind: 'refused', type: 'PRIVACY_PREMIUM_REQUIRED' });
    await resolve(ann, mia.name);
    await ann.at.client.invoke(
      new Api.contacts.AddContact({ id: mia.id, firstName: 'Mia', lastName: '', phone: '' }),
    );
    expect(mia.me.say(ann.id, 'hello')).toMatchObject({ kind: 'posted' });
  });

  it('a person plays all of it from a script: agrees when asked, saves, renames, leaves', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const script = bed.ask('POST', `/people/${mia.id}/script`, {
      to: ann.id,
      steps: [
        { do: 'say', text: 'hello' },
        { do: 'answer', when: 'spare account', text: 'yes, do' },
        { do: 'save-contact', firstName: 'Ann' },
        { do: 'username', username: 'mia_elsewhere' },
        { do: 'delete-account' },
      ],
    });
    await ann.at.hears((update): update is Api.UpdateNewMessage => update instanceof Api.UpdateNewMessage);
    await ann.at.client.sendMessage(mia.id, { message: 'how are you?' });
    await ann.at.client.sendMessage(mia.id, {
      message: 'May I write from my Spare Account if this one is lost?',
    });
    expect(await script).toMatchObject({ finished: true, done: 5 });
    expect(mia.me.screen(ann.id).map((view) => view.text)).toEqual([
      'hello',
      'how are you?',
      'May I write from my Spare Account if this one is lost?',
      'yes, do',
    ]);
    expect(await bed.ask('GET', `/users/${mia.id}`)).toMatchObject({
      condition: 'deleted',
      username: 'mia_elsewhere',
    });
    expect(bed.sandbox.world.circles.contactNames(mia.id, ann.id)?.firstName).toBe('Ann');
    expect(
      await bed.tell('POST', `/people/${mia.id}/say`, { to: ann.id, text: 'still here?' }),
    ).toMatchObject({
      status: 409,
      value: { error: 'USER_DEACTIVATED' },
    });
  });
});
