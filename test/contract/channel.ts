import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channel/contract.js';
import { peerId, sendId } from '../../src/core/ids.js';
import type { DurableEvent } from '../../src/core/event.js';
import type { PeerId, RemoteMessageId } from '../../src/core/ids.js';
import type { MemoryStore } from '../support/memory-store.js';

/** One account on a channel and one person on the other side, whatever stands between them. */
export interface ChannelWorld {
  readonly channel: Channel;
  readonly store: MemoryStore;
  readonly person: PeerId;
  /** The person's deeds; message ids are those of the account. What the channel never tells of may do nothing. */
  says(text: string): void;
  edits(messageId: RemoteMessageId, text: string): void;
  deletes(messageId: RemoteMessageId): void;
  reads(): void;
  reacts(messageId: RemoteMessageId, emoji: string): void;
  types(): void;
  /** Our messages as the person sees them now, oldest first. */
  sees(): readonly string[];
  /** The service hands things over without waiting for one another: what is tried again comes later than what followed. */
  readonly overtakes?: true;
  /** The next send is applied and its answer lost. */
  loseNextReply(): void;
  /** The next send is refused: wait half a minute. */
  floodNextSend(): void;
}

const notHere = { ok: false, failure: { kind: 'rejected' } } as const;

/**
 * What every channel promises (src/channel/contract.ts), run against the fake in every costume and against real ones.
 * Each case asks the capabilities: what is declared must hold, and what is not declared must be refused.
 */
export function channelContract(name: string, makeWorld: () => Promise<ChannelWorld>): void {
  describe(`the channel contract: ${name}`, () => {
    async function opened(): Promise<ChannelWorld> {
      const world = await makeWorld();
      expect(await world.channel.open(world.store)).toMatchObject({ ok: true });
      return world;
    }

    /** A chat that has begun: the person wrote first. */
    async function begun(): Promise<ChannelWorld & { readonly first: RemoteMessageId }> {
      const world = await opened();
      world.says('hello');
      await world.store.until((store) => store.incoming.length === 1);
      const first = world.store.messages[0]?.messageId;
      if (first === undefined) throw new Error('the first message did not arrive');
      return { ...world, first };
    }

    it('reports connecting, then online, and who it is', async () => {
      const { store } = await opened();
      expect(store.states.map((state) => state.state)).toEqual(['connecting', 'online']);
    });

    it('delivers a message once, with the peer to answer to and a position', async () => {
      const { channel, store, person } = await begun();
      expect(store.messages).toMatchObject([
        { kind: 'message', peer: person, direction: 'incoming', text: 'hello', attachments: [] },
      ]);
      expect(store.batches.flatMap((batch) => batch.peers).map((peer) => peer.peer)).toContain(person);
      // What is posted to us has no position: whoever posts it comes again until it is taken.
      if (channel.capabilities.transport !== 'webhook') expect(store.cursor).not.toBeNull();
    });

    it('keeps the order of a burst', async () => {
      const { store, says } = await begun();
      const burst = Array.from({ length: 20 }, (_, index) => `line ${index}`);
      for (const line of burst) says(line);
      await store.until((one) => one.incoming.length === 21);
      expect(store.incoming.slice(1)).toEqual(burst);
    });

    it('keeps every letter of a text both ways', async () => {
      const { channel, store, person, says, sees } = await begun();
      const text = 'Zoë 👩‍👩‍👧 — «да» \u202Eabc **not bold** [x](http://y)\nsecond line';
      says(text);
      await store.until((one) => one.incoming.length === 2);
      expect(store.incoming[1]).toBe(text);
      await channel.sendText({ peer: person, text, sendId: sendId('5') });
      expect(sees()).toEqual([text]);
    });

    it('sends the same send twice as one message or as two, as it declares', async () => {
      const { channel, person, sees } = await begun();
      const { idempotentSends } = channel.capabilities;
      const request = { peer: person, text: 'hi', sendId: sendId('-9000000000000000001') };
      const first = await channel.sendText(request);
      const second = await channel.sendText(request);
      expect([first, second]).toMatchObject([{ ok: true }, { ok: true }]);
      if (idempotentSends) expect(second).toEqual(first);
      expect(sees()).toEqual(idempotentSends ? ['hi'] : ['hi', 'hi']);
    });

    it('calls a send with a lost answer unknown, and lets it be found out as far as it declares', async () => {
      const { channel, store, person, sees, loseNextReply } = await begun();
      const { idempotentSends, echo, ownHistory } = channel.capabilities;
      loseNextReply();
      const request = { peer: person, text: 'once', sendId: sendId('42') };
      expect(await channel.sendText(request)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
      expect(sees()).toEqual(['once']);
      if (idempotentSends) {
        const again = await channel.sendText(request);
        expect(sees()).toEqual(['once']);
        if (!again.ok) throw new Error('the repetition failed');
        const history = await channel.ownHistory(person, 5);
        expect(history).toMatchObject({
          ok: true,
          value: [{ messageId: again.value.messageId, text: 'once' }],
        });
      } else if (echo === 'text') {
        await store.until((one) => one.messages.some(({ direction }) => direction === 'outgoing'));
        expect(store.messages.at(-1)).toMatchObject({ direction: 'outgoing', peer: person, text: 'once' });
      } else if (echo === 'status') {
        const isOurs = (event: DurableEvent) => event.kind === 'delivery' && event.sendId === request.sendId;
        await store.until((one) => one.events.some(isOurs));
      } else if (ownHistory) {
        expect(await channel.ownHistory(person, 5)).toMatchObject({ ok: true, value: [{ text: 'once' }] });
      }
    });

    it('answers a flood wait with the wait, and sends nothing', async () => {
      const { channel, person, sees, floodNextSend } = await begun();
      floodNextSend();
      const answer = await channel.sendText({ peer: person, text: 'too fast', sendId: sendId('1') });
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'flood', wait: 30_000 } });
      expect(sees()).toEqual([]);
    });

    it('does not send to somebody it was never told about', async () => {
      const { channel } = await begun();
      const answer = await channel.sendText({ peer: peerId('987654321'), text: 'x', sendId: sendId('2') });
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'peer-unknown' } });
    });

    it('edits and deletes our messages for the person too', async () => {
      const { channel, person, sees } = await begun();
      const { edits, deletes } = channel.capabilities;
      const sent = await channel.sendText({ peer: person, text: 'helo', sendId: sendId('3') });
      if (!sent.ok) throw new Error('the send failed');
      const edited = await channel.editText(person, sent.value.messageId, 'hello');
      expect(edited).toMatchObject(edits.out === 'never' ? notHere : { ok: true });
      expect(sees()).toEqual([edits.out === 'never' ? 'helo' : 'hello']);
      const deleted = await channel.deleteMessages(person, [sent.value.messageId]);
      expect(deleted).toMatchObject(deletes.out === 'never' ? notHere : { ok: true });
      expect(sees()).toHaveLength(deletes.out === 'never' ? 1 : 0);
    });

    it('reads, types, reacts, proposes and shows itself as it declares, and refuses the rest', async () => {
      const { channel, person, first } = await begun();
      const { readMarks, typing, presence, reactions, drafts } = channel.capabilities;
      const can = (isAble: boolean) => (isAble ? { ok: true } : notHere);
      expect(await channel.setOnline(true)).toMatchObject(can(presence.out));
      expect(await channel.markRead(person, first)).toMatchObject(can(readMarks.out !== 'none'));
      expect(await channel.setTyping(person, 'typing')).toMatchObject(can(typing.out !== null));
      expect(await channel.setTyping(person, 'cancel')).toMatchObject(can(typing.out?.canCancel === true));
      expect(await channel.react(person, first, '👍')).toMatchObject(can(reactions.out));
      expect(await channel.react(person, first, null)).toMatchObject(can(reactions.out));
      expect(await channel.saveDraft(person, 'a thought')).toMatchObject(can(drafts === 'in-chat'));
      expect(await channel.probe()).toMatchObject({ ok: true });
    });

    it("reports the person's edits, deletes, reads, reactions and typing, each where it declares so", async () => {
      const world = await begun();
      const { channel, store, person, first } = world;
      const { edits, deletes, readMarks, reactions, typing } = channel.capabilities;
      const sent = await channel.sendText({ peer: person, text: 'hi', sendId: sendId('4') });
      if (!sent.ok) throw new Error('the send failed');
      world.edits(first, 'hello there');
      world.reads();
      world.reacts(sent.value.messageId, '❤');
      world.types();
      world.deletes(first);
      // Said last, so that whatever comes before it is there.
      world.says('the end');
      await store.until((one) => one.incoming.includes('the end'));
      if (typing.in) await store.until((one) => one.moments.length > 0);
      const isTaken = channel.capabilities.receipt === 'accepted';
      if (isTaken && readMarks.in !== 'none')
        await store.until((one) =>
          one.events.some((event) => event.kind === 'delivery' && event.state === 'read'),
        );
      // A service that has only taken a message on tells of each step it makes.
      const kinds = store.events.filter(
        (event) => event.kind !== 'message' && (event.kind !== 'delivery' || event.state === 'read'),
      );
      const expected = [
        edits.in && { kind: 'edit', peer: person, messageId: first, text: 'hello there' },
        readMarks.in !== 'none' &&
          (isTaken
            ? { kind: 'delivery', state: 'read', messageId: sent.value.messageId }
            : { kind: 'read', by: 'person', peer: person, upTo: sent.value.messageId }),
        reactions.in && { kind: 'reaction', peer: person, emojis: ['❤'] },
        deletes.in && { kind: 'delete', messageIds: [first] },
      ].filter((one) => one !== false);
      expect(kinds).toHaveLength(expected.length);
      for (const one of expected) expect(kinds).toContainEqual(expect.objectContaining(one));
      expect(store.moments).toEqual(typing.in ? [{ kind: 'typing', peer: person, action: 'typing' }] : []);
    });

    it('keeps what could not be stored and delivers it again, in order', async () => {
      const { store, says, overtakes } = await begun();
      store.failures = 2;
      says('one');
      says('two');
      says('three');
      await store.until((one) => one.incoming.length === 4);
      const all = ['hello', 'one', 'two', 'three'];
      if (overtakes === true) expect(store.incoming.toSorted()).toEqual(all.toSorted());
      else expect(store.incoming).toEqual(all);
      expect(store.failures).toBe(0);
    });

    it('reads our own messages back, newest first, where it declares so', async () => {
      const { channel, person, says, store } = await begun();
      await channel.sendText({ peer: person, text: 'first', sendId: sendId('11') });
      says('in between');
      await store.until((one) => one.incoming.length === 2);
      await channel.sendText({ peer: person, text: 'second', sendId: sendId('12') });
      const history = await channel.ownHistory(person, 5);
      if (!channel.capabilities.ownHistory) {
        expect(history).toMatchObject(notHere);
        return;
      }
      expect(history).toMatchObject({ ok: true, value: [{ text: 'second' }, { text: 'first' }] });
      expect(await channel.ownHistory(person, 1)).toMatchObject({ ok: true, value: [{ text: 'second' }] });
    });

    it('numbers messages as it declares', async () => {
      const { channel, person, first } = await begun();
      const ids = [first];
      for (const text of ['one', 'two', 'three']) {
        const sent = await channel.sendText({ peer: person, text, sendId: sendId(`7${ids.length}`) });
        if (!sent.ok) throw new Error('the send failed');
        ids.push(sent.value.messageId);
      }
      expect(new Set(ids).size).toBe(4);
      if (!channel.capabilities.messageIds.ordered) return;
      expect(ids.map(Number)).toEqual(ids.map(Number).toSorted((one, other) => one - other));
    });

    it('never takes our own message for one of the person', async () => {
      const { channel, store, person, says } = await begun();
      await channel.sendText({ peer: person, text: 'mine', sendId: sendId('13') });
      says('theirs');
      await store.until((one) => one.incoming.length === 2);
      expect(store.incoming).toEqual(['hello', 'theirs']);
    });

    it('delivers nothing after it was closed, and closes twice without harm', async () => {
      const { channel, store, says, person } = await begun();
      await channel.close();
      await channel.close();
      const batches = store.batches.length;
      says('too late');
      expect(await channel.probe()).toMatchObject({ ok: false });
      const answer = await channel.sendText({ peer: person, text: 'x', sendId: sendId('14') });
      expect(answer).toMatchObject({ ok: false });
      expect(store.batches).toHaveLength(batches);
      expect(store.states.at(-1)).toEqual({ state: 'closed' });
      expect(store.states.filter((state) => state.state === 'closed')).toHaveLength(1);
    });
  });
}
