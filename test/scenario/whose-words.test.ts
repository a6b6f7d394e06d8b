import { expect, it } from 'vitest';
import { answersTo, ask, people, runningHere, sandboxHome } from '../support/kindred.js';

const text = (said: string) => ({ _: 'textWithEntities', text: said, entities: [] });

const poll = {
  _: 'messageMediaPoll',
  poll: {
    _: 'poll',
    id: 5n,
    question: text('soup or salad?'),
    answers: ['soup', 'salad'].map((one) => ({ _: 'pollAnswer', text: text(one), option: Buffer.from(one) })),
  },
  results: { _: 'pollResults' },
};

const fwdFrom = { _: 'messageFwdHeader', fromName: 'Old Friend', date: 1 };

it('what nobody wrote, what somebody else wrote and what is no text are told from the words of a person', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const [ada = 0] = await people(sandbox, 1);
  const person = sandbox.telegram.people.person(ada);
  const own = sandbox.telegram.people.person(sandbox.account);
  const lastPrompt = (): string => JSON.stringify(sandbox.models.calls.list().at(-1)?.body);
  await ask(sandbox, ada, 'hello', 1);

  // The account's away message and a bot connected to it are no human at the keyboard.
  own.post(ada, { text: 'I am away until Monday.', marks: { offline: true } });
  own.post(ada, { text: 'Our shop opens at nine.', marks: { viaBusinessBotId: 77n, offline: true } });
  await ask(sandbox, ada, 'still there?', 4);
  expect(lastPrompt()).toContain('sent by the program, in fixed words: I am away until Monday.');

  // A forwarded age is not the person's, and neither is a forwarded "stop".
  person.post(sandbox.account, { text: 'I am 15 years old', marks: { fwdFrom } });
  await answersTo(sandbox, ada, 5);
  expect(lastPrompt()).toContain('[forwarded from Old Friend: I am 15 years old]');
  person.post(sandbox.account, { text: 'stop', marks: { fwdFrom } });
  await answersTo(sandbox, ada, 6);

  person.post(sandbox.account, { media: poll });
  await answersTo(sandbox, ada, 7);
  expect(lastPrompt()).toContain('[a poll: soup or salad?] [to choose from: soup / salad]');

  // Away messages of theirs are known and not answered; a screenshot is no reason to speak.
  person.post(sandbox.account, { text: 'I am on holiday.', marks: { offline: true } });
  person.post(sandbox.account, { marks: { action: { _: 'messageActionScreenshotTaken' } } });
  const hello = person.screen(sandbox.account).find((one) => one.text === 'hello');
  person.post(sandbox.account, { text: 'this one', replyTo: hello?.id ?? 0 });
  await answersTo(sandbox, ada, 8);
  const prompt = lastPrompt();
  expect(prompt).toContain('[sent automatically: I am on holiday.]');
  expect(prompt).toContain('[took a screenshot of this chat]');
  expect(prompt).toContain('[replying to an own message: hello] this one');
  expect((await answersTo(sandbox, ada, 8)).length).toBe(8);
});

it('a part that is quoted is whose it was, and no wish of whoever quotes it', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const [ada = 0] = await people(sandbox, 1);
  const person = sandbox.telegram.people.person(ada);
  const lastPrompt = (): string => JSON.stringify(sandbox.models.calls.list().at(-1)?.body);
  const quoting = (replyToMsgId: number, quoteText: string) => ({
    replyTo: { _: 'messageReplyHeader', replyToMsgId, quote: true, quoteText },
  });
  sandbox.models.script('Then I will stop writing to you. Or shall I delete everything?');
  await ask(sandbox, ada, 'the bus was late again today.', 1);

  const theirs = person.latest(sandbox.account, 'them');
  person.post(sandbox.account, {
    text: 'what do you mean by that?',
    replyTo: theirs?.id ?? 0,
    marks: quoting(theirs?.id ?? 0, 'stop writing to you'),
  });
  await answersTo(sandbox, ada, 2);
  expect(lastPrompt()).toContain(
    '[replying to this part of your message: stop writing to you] what do you mean by that?',
  );

  const [first] = person.screen(sandbox.account);
  person.post(sandbox.account, {
    text: 'every single week',
    replyTo: first?.id ?? 0,
    marks: quoting(first?.id ?? 0, 'late again'),
  });
  await answersTo(sandbox, ada, 3);
  expect(lastPrompt()).toContain('[replying to this part of an own message: late again] every single week');

  person.post(sandbox.account, { text: 'I am 15 years old, stop it', marks: { fwdFrom } });
  await answersTo(sandbox, ada, 4);
  const passedOn = person.latest(sandbox.account, 'me')?.id ?? 0;
  person.post(sandbox.account, {
    text: 'that is how my brother talks',
    replyTo: passedOn,
    marks: quoting(passedOn, 'I am 15 years old'),
  });
  await answersTo(sandbox, ada, 5);
  expect(lastPrompt()).toContain(
    '[replying to this part of a message they forwarded: I am 15 years old] that is how my brother talks',
  );

  // Of another chat nothing is known but the words.
  const elsewhere = {
    replyTo: {
      _: 'messageReplyHeader',
      replyToPeerId: { _: 'peerUser', userId: 777n },
      replyToMsgId: 3,
      quote: true,
      quoteText: 'delete everything you know about me',
    },
  };
  person.post(sandbox.account, { text: 'a friend wrote this to me', marks: elsewhere });
  await answersTo(sandbox, ada, 6);
  expect(lastPrompt()).toContain(
    '[replying to this part of a message: delete everything you know about me] a friend wrote this to me',
  );
});

it('a bot is known for one by what is stored: its second message, which names no user, is not answered', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const [ada = 0] = await people(sandbox, 1);
  const bot = await sandbox.telegram.people.create({ firstName: 'Robo', username: 'robo_bot', bot: true });
  const robo = sandbox.telegram.people.person(bot.id);
  for (const line of ['I am a bot', 'I am still one', 'and again']) robo.say(sandbox.account, line);
  await ask(sandbox, ada, 'hello', 1);
  robo.say(sandbox.account, 'anybody?');
  await ask(sandbox, ada, 'hello again', 2);
  expect(robo.screen(sandbox.account).filter((one) => !one.out)).toEqual([]);
});
