import { describe, expect, it } from 'vitest';
import { difference, message, push, UpdateWorld } from '../../../../test/support/update-world.js';

describe('a store that fails', () => {
  it('gets the same rows again, and the position moves only with them', async () => {
    const world = new UpdateWorld();
    await world.online();
    await world.clock.advance(1_000);
    world.store.failures = 3;
    await world.push(push(11));
    expect(world.pts).toBe(10);
    await world.clock.advance(10_000);
    const rows = world.store.batches.find((batch) => batch.events.length > 0);
    expect(rows?.cursor).toContain('"pts":11');
    await world.push(push(12));
    expect(world.ids).toEqual(['11', '12']);
    expect(world.pts).toBe(12);
  });

  it('stores everything in order however it fails, while a flood of updates comes in', async () => {
    const world = new UpdateWorld();
    await world.online();
    world.store.failures = 4;
    for (let pts = 11; pts <= 3_000; pts += 1) world.engine.push(push(pts));
    await world.clock.advance(60_000);
    expect(world.ids).toHaveLength(2_990);
    expect(world.pts).toBe(3_000);
  });

  it('lets go of what it cannot hold and fetches it again', async () => {
    const world = new UpdateWorld();
    await world.online();
    world.store.failures = 3;
    await world.push(push(11));
    for (let pts = 12; pts <= 6_000; pts += 1) world.engine.push(push(pts));
    world.answers.push(difference(6_000, [message(6_000)]));
    await world.clock.advance(60_000);
    expect(world.pts).toBe(6_000);
    expect(world.ids.at(-1)).toBe('6000');
    // From what is stored, not from what was seen.
    expect(world.asked.at(-1)?.pts).toBe(11);
  });

  it('is offered what comes in meanwhile, within a second, whatever waits in front of it', async () => {
    const world = new UpdateWorld();
    await world.online();
    world.store.failures = 1_000_000;
    await world.push(push(11));
    // Far into the waits between two offers.
    await world.clock.advance(120_000);
    await world.push(push(12));
    await world.clock.advance(1_000);
    const last = world.store.refused
      .at(-1)
      ?.events.map((event) => event.kind === 'message' && event.messageId);
    expect(last).toEqual(['11', '12']);
    world.store.failures = 0;
    await world.clock.advance(60_000);
    expect(world.ids).toEqual(['11', '12']);
    expect(world.pts).toBe(12);
  });

  it('is left with the old position when the channel closes first', async () => {
    const world = new UpdateWorld();
    await world.online();
    await world.clock.advance(1_000);
    world.store.failures = 1_000_000;
    await world.push(push(11));
    await world.engine.close();
    expect(world.pts).toBe(10);
    expect(world.ids).toEqual([]);
  });
});
