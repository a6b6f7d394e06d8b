import { describe, expect, it } from 'vitest';
import type { Fact } from '../../sandbox/telegram/world/journal.js';
import { timelineSvg } from './presence-timeline-svg.js';
import { timelineOf, timelineTable } from './presence-timeline.js';

const account = 1;
const ben = 2;
const fact = (at: number, kind: Fact['kind'], actor: number, more: Partial<Fact> = {}): Fact => ({
  seq: at,
  at,
  kind,
  actor,
  peer: actor === ben ? account : ben,
  ...more,
});

const facts = [
  fact(10_000, 'message', ben, { text: 'are you <there> & "up"?\nhm' }),
  fact(11_000, 'status', account, { peer: 0, detail: 'online' }),
  fact(11_500, 'message', 3, { text: 'somebody else' }),
  fact(12_000, 'read', account),
  fact(12_250, 'typing', account, { detail: 'sendMessageTypingAction' }),
  fact(15_500, 'message', account, { text: `yes.\u0007 ${'word '.repeat(40)}` }),
];

describe('the timeline of a chat', () => {
  const events = timelineOf(facts, account, ben);

  it('says who read, typed and sent what and when, of this chat only', () => {
    expect(timelineTable(events).split('\n').slice(0, -1)).toEqual([
      '       s  who      did      what',
      '    0.00  person   sent     are you <there> & "up"? hm',
      '    1.00  account  online',
      '    2.00  account  read',
      '    2.25  account  typing',
    ]);
    expect(events.at(-1)).toMatchObject({ at: 5_500, who: 'account', did: 'sent' });
  });

  it('is drawn with every event in its place, and words never become markup', () => {
    const svg = timelineSvg(events, { account: 'Bench', person: '<Ben>' });
    expect(svg.match(/<circle/gu)).toHaveLength(events.length);
    expect(svg).toContain('cx="90.0"');
    expect(svg).toContain('cx="920.0"');
    // Typing from 2.25 s until the message at 5.5 s, of 5.5 s in all.
    expect(svg).toMatch(/<rect x="429.5" y="155" width="490.5"/u);
    expect(svg).toContain('&lt;Ben&gt;: are you &lt;there&gt; &amp; &quot;up&quot;? hm');
    expect(svg).not.toMatch(/<there>|<Ben>|\p{Cc}(?<!\n)|&(?!amp;|lt;|gt;|quot;)/u);
  });
});
