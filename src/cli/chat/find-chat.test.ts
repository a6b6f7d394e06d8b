import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId } from '../../core/ids.js';
import { openDatabase } from '../../store/engine/database.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { findChat } from './find-chat.js';

/** Finds in a store of four people. */
async function finder(): Promise<(words: string) => Promise<string>> {
  const database = openDatabase(`${temporaryFolder()}/kindred.db`);
  onTestFinished(() => database.close());
  const people = [
    { id: '101', name: 'Ann Lee', username: 'ann' },
    { id: '102', name: 'Ann Lee', username: undefined },
    { id: '1010', name: 'Zoë', username: 'Zoe_Z' },
    { id: '300', name: '101', username: undefined },
  ];
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    for (const { id, name, username } of people) {
      const peer = peerId(id);
      const named = username === undefined ? {} : { username };
      await writer.savePeer({ peer, kind: 'person', address: `hash-${id}`, name, ...named });
      await writer.openConversation(peer, characterId('tess'), 1);
    }
  });
  return async (words) => (await findChat(database.read, words)).conversation;
}

describe('findChat', () => {
  it('takes the first kind of name that fits, so that an id goes before a name that looks like one', async () => {
    const find = await finder();
    expect(await find('telegram:101')).toBe('tess/telegram:101');
    expect(await find('101')).toBe('tess/telegram:101');
    expect(await find('tess/telegram:101')).toBe('tess/telegram:101');
    expect(await find('tess/telegram:3')).toBe('tess/telegram:300');
    expect(await find('@ANN')).toBe('tess/telegram:101');
    expect(await find('zoe_z')).toBe('tess/telegram:1010');
    expect(await find('ZOE\u0308')).toBe('tess/telegram:1010');
  });

  it('names the candidates where a name is not enough', async () => {
    const find = await finder();
    await expect(find('ann lee')).rejects.toThrow(
      '"ann lee" names 2 chats: Ann Lee (@ann, tess/telegram:101); Ann Lee (tess/telegram:102)',
    );
  });

  it('says what was perhaps meant where nobody is called that', async () => {
    const find = await finder();
    await expect(find('@anm')).rejects.toThrow('did you mean @ann?');
    await expect(find('')).rejects.toThrow('there is no chat ""');
  });
});
