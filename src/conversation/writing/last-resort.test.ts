import { describe, expect, it } from 'vitest';
import { runtimeHarness } from '../../../test/support/runtime.js';
import { peerId } from '../../core/ids.js';
import { GateTally } from '../../quality/gate-tally.js';
import { findTurns, readTurn } from '../../store/turn/turn-reader.js';
import { lastResortLines } from './last-resort.js';

const ada = peerId('100');
const never = 'As an AI language model, I cannot feel anything, but I am here to assist you.';

describe('the last resort', () => {
  it('is said where no draft may leave, and counted for the check that refused it', async () => {
    const harness = await runtimeHarness({ answer: () => never });
    await harness.channel.personSays(ada, 'my cat is called Murka');
    await harness.rest();
    const said = harness.channel.seenBy(ada).join('\n');
    expect(said).toMatch(/tell me more\?/iu);
    expect(said).not.toContain('language model');
    const [latest] = await findTurns(harness.database.read, '', 1);
    const turn = latest === undefined ? null : await readTurn(harness.database.read, latest);
    if (!turn) throw new Error('no turn');
    const tally = new GateTally();
    tally.add({ ...turn, turnedDown: turn.answer?.turnedDown ?? [] });
    const { checks, endings } = tally.counts();
    expect(endings).toMatchObject({ silence: 0, 'last-resort': 1 });
    expect([...checks].filter(([, { lastResorts }]) => lastResorts > 0)).toHaveLength(1);
    expect(checks.has('last-resort')).toBe(false);
  });

  it('is another one the next time, a goodbye where they leave, and in their language', () => {
    const terms = { language: 'de', samples: [], isFarewell: false, recentReplies: [] };
    const [first = ''] = lastResortLines(terms);
    expect(lastResortLines({ ...terms, recentReplies: [first] })[0]).not.toBe(first);
    expect(lastResortLines({ ...terms, isFarewell: true })[0]).toBe('Gute Nacht.');
    const small = { ...terms, language: 'en', samples: ['and then?', 'the hive is quiet today.'] };
    expect(lastResortLines(small).slice(0, 2)).toEqual(['and then?', 'tell me more?']);
  });
});
