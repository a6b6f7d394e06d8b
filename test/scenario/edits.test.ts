import { expect, it } from 'vitest';
import { answersTo, ask, people, runningHere, sandboxHome } from '../support/kindred.js';

type Sandbox = Awaited<ReturnType<typeof sandboxHome>>;

/** The words of the last prompt that a voice was asked with. */
const lastPrompt = (sandbox: Sandbox): string =>
  JSON.stringify(sandbox.models.calls.list().at(-1)?.body).replaceAll('\\"', '"');

const times = (text: string, part: string): number => text.split(part).length - 1;

it('a message that is written while it is sent is answered once, by its last text', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const { telegram, account, models } = sandbox;
  const [ada = 0] = await people(sandbox, 1);
  const person = telegram.people.person(ada);
  models.setLatency({ firstToken: 400 });
  person.say(account, 'draft 0');
  const said = person.screen(account).find(({ text }) => text === 'draft 0');
  for (let draft = 1; draft <= 30; draft += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    person.edit(said?.id ?? 0, `draft ${draft}`);
  }
  await answersTo(sandbox, ada, 1);
  expect(lastPrompt(sandbox)).toContain('draft 30');
  models.setLatency({ firstToken: 0 });
  // The next answer is the second: nothing was answered in between.
  expect((await ask(sandbox, ada, 'and this is another one', 2)).length).toBe(2);
  expect(lastPrompt(sandbox)).not.toContain('They edited');
});

it('an edit of an answered message is told to the next turn, once, and asks for no answer itself', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const { telegram, account } = sandbox;
  const [ada = 0] = await people(sandbox, 1);
  const person = telegram.people.person(ada);
  await ask(sandbox, ada, 'see you on Tuesday', 1);
  const tuesday = person.screen(account).find(({ text }) => text === 'see you on Tuesday');
  person.edit(tuesday?.id ?? 0, 'see you on Monday');
  person.edit(tuesday?.id ?? 0, 'see you on Thursday');
  await ask(sandbox, ada, 'is that fine?', 2);
  expect(lastPrompt(sandbox)).toContain('it said "see you on Tuesday" and says "see you on Thursday" now');
  await ask(sandbox, ada, 'good', 3);
  expect(lastPrompt(sandbox)).not.toContain('They edited');
  // Back to what was answered: nothing changed that anybody would speak of.
  person.edit(tuesday?.id ?? 0, 'see you on Friday');
  person.edit(tuesday?.id ?? 0, 'see you on Thursday');
  const deleted = person.screen(account).find(({ text }) => text === 'good');
  person.edit(deleted?.id ?? 0, 'good, my secret is out');
  person.delete([deleted?.id ?? 0]);
  await ask(sandbox, ada, 'bye for now', 4);
  expect(lastPrompt(sandbox)).not.toContain('They edited');
  expect(lastPrompt(sandbox)).not.toContain('my secret');
});

it('a reply says which message is meant: one of two, a photo, a part, one that is gone; each once', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const { telegram, account } = sandbox;
  const [ada = 0] = await people(sandbox, 1);
  const person = telegram.people.person(ada);
  await ask(sandbox, ada, 'the blue coat or', 1);
  await ask(sandbox, ada, 'the green coat', 2);
  const green = person.screen(account).find(({ text }) => text === 'the green coat')?.id ?? 0;
  const blue = person.screen(account).find(({ text }) => text === 'the blue coat or')?.id ?? 0;
  person.post(account, { text: 'this one', replyTo: green });
  await answersTo(sandbox, ada, 3);
  const prompt = lastPrompt(sandbox);
  expect(times(prompt, '[replying to an own message: the green coat] this one')).toBe(1);
  expect(times(prompt, 'the green coat')).toBe(2);

  person.post(account, {
    text: 'look',
    media: { _: 'messageMediaPhoto', photo: { _: 'photoEmpty', id: 1n } },
  });
  await answersTo(sandbox, ada, 4);
  const photo = person.screen(account).find(({ text }) => text === 'look')?.id ?? 0;
  person.post(account, { text: 'what do you see there?', replyTo: photo });
  await answersTo(sandbox, ada, 5);
  expect(lastPrompt(sandbox)).toContain('[replying to an own message: look, photo] what do you see there?');

  person.post(account, { text: 'not this', replyTo: blue });
  await answersTo(sandbox, ada, 6);
  expect(lastPrompt(sandbox)).toContain('[replying to an own message: the blue coat or] not this');
  person.delete([blue]);
  await ask(sandbox, ada, 'gone', 7);
  expect(lastPrompt(sandbox)).toContain('[replying to a message that is gone] not this');
});
