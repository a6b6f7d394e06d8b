import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForFacts } from '../../sandbox/people/wait.js';
import type { BenchSurroundings } from '../frame/command-parts.js';
import { runCommand, startKindred } from '../stage/kindred-process.js';
import { timelineOf, type TimelineEvent } from './presence-timeline.js';
import { loginCode, startSandboxHome } from '../stage/sandbox-home.js';

/** What the person says, and how long they take for it after they were answered. */
const lines = [
  { afterMs: 0, parts: ['hi, are you there?'] },
  { afterMs: 3_000, parts: ['i walked home in the rain', 'and forgot my keys', 'what would you do?'] },
  { afterMs: 4_000, parts: ['thank you, good night'] },
];
/** A natural first bubble comes within 10 s, the rest within 30 s. */
const answeredWithinMs = 60_000;
const restMs = 12_000;

/** A short chat at a natural pace against the sandbox, in real time (about a minute), as the sandbox saw it. */
export async function recordChat({
  clock,
  node,
  progress,
}: BenchSurroundings): Promise<readonly TimelineEvent[]> {
  const sandbox = await startSandboxHome({ clock, node, settings: 'pace: natural' });
  const { telegram, models, home, account } = sandbox;
  try {
    const character = join(home.folder, 'characters', 'bench.yaml');
    appendFileSync(character, `timeZone: ${zoneOfAfternoon(clock.now())}\n`);
    const login = await runCommand(home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`login failed: ${login.stderr}`);
    models.control.setLatency({ firstToken: 800 });
    const person = telegram.people.person((await telegram.people.create({ firstName: 'Person' })).id);
    const kindred = await startKindred(home, () => clock.steady());
    progress('a chat of about a minute is recorded');
    try {
      const mark = telegram.world.journal.lastSeq;
      person.online();
      for (const { afterMs, parts } of lines) {
        await clock.sleep(afterMs);
        person.read(account);
        let after = 0;
        for (const text of parts) {
          person.show(account);
          await clock.sleep(text.length * 40);
          after = telegram.world.journal.lastSeq;
          person.say(account, text);
        }
        const wish = { by: account, towards: person.id, kinds: ['message'] as const, count: 1, after };
        const { met } = await waitForFacts(telegram.world, { ...wish, withinMs: answeredWithinMs });
        if (!met) throw new Error('the person was not answered within a minute');
      }
      await clock.sleep(restMs);
      person.read(account);
      await kindred.stop();
      return timelineOf(telegram.world.journal.read({ after: mark }), account, person.id);
    } finally {
      await kindred.kill();
    }
  } finally {
    await sandbox.close();
  }
}

/** Where it is the afternoon: at night a character would answer late. `Etc/GMT-3` is three hours ahead of UTC. */
function zoneOfAfternoon(now: number): string {
  const ahead = 14 - new Date(now).getUTCHours();
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}
