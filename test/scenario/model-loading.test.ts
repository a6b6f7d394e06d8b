import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answersTo, people, runningHere, sandboxHome } from '../support/kindred.js';

/** How long the server loads. Its callers wait 5 minutes, so 60,000 shows the same, a minute later. */
const loadsFor = Number(process.env['KINDRED_LOADING_MS'] ?? 1_500);
const roles = ['voice.everyday', 'voice.deep', 'strategist', 'scribe', 'judge'];

it.each(['anthropic', 'local'])(
  'a server that loads its model when it is asked (%s): begun at the start, one request stays open, whoever writes meanwhile is answered',
  async (provider) => {
    const sandbox = await sandboxHome();
    const { home, models, telegram, account } = sandbox;
    const file = join(home.folder, 'kindred.yaml');
    writeFileSync(
      file,
      [
        readFileSync(file, 'utf8').trimEnd(),
        '  endpoints:',
        `    local: { baseUrl: '${models.baseUrl}/v1' }`,
        `  roles: { ${roles.map((role) => `${role}: '${provider}:llama3.2'`).join(', ')} }`,
      ].join('\n'),
    );
    models.setOdd({ loadsFor });
    await runningHere(sandbox);
    await expect.poll(() => models.loads, { timeout: 10_000 }).toBe(1);
    const [ada = 0] = await people(sandbox, 1);
    const person = telegram.people.person(ada);
    for (const text of ['hello', 'are you there?', 'I am still here']) {
      person.say(account, text);
      await new Promise((resolve) => setTimeout(resolve, loadsFor / 10));
    }
    const askedWhileLoading = models.calls.count;
    await expect
      .poll(() => person.screen(account).some(({ out }) => !out), { timeout: loadsFor + 15_000 })
      .toBe(true);
    await answersTo(sandbox, ada, 1);
    // Somebody who went away while it loaded would have made it begin anew.
    expect(models.loads).toBe(1);
    // The one from the start, and one of each role in front of the reply.
    expect(askedWhileLoading).toBeLessThanOrEqual(3);
  },
  loadsFor + 60_000,
);
