import { describe, expect, it } from 'vitest';
import { promptMark } from '../../core/prompt-mark.js';
import { createLinkRule, linksIn } from './links.js';
import { examine, fixedText } from './outgoing.js';
import { createOverlapRule } from './prompt-overlap.js';
import { createSecretRule } from './secrets.js';

const instructions = ['Never make the person feel guilty for leaving, and never press them to stay.'];
const story = ['She learned to mend nets from her aunt in the winter of the great storm.'];

/** What leaves of a text; what was noted last where nothing does. */
function leaves(text: string, configured: readonly string[] = [], wrote: readonly string[] = []): string {
  const examined = examine(text, {
    mayLink: createLinkRule(configured, wrote),
    recitesPrompt: createOverlapRule([...instructions, ...story], story),
    holdsSecret: createSecretRule(['hunter2-hunter2', 'short']),
  });
  const { check, reason } = examined.notes.at(-1) ?? {};
  return examined.ok ? examined.text : `refused: ${check} ${reason}`;
}

describe('links on the way out', () => {
  it.each([
    'the tram was late.And it rained, e.g. at noon',
    'half past 8.30, version 1.2.3, or 3.14',
    'z.B. morgen, d.h. nie',
    'meet @ noon',
    'it was 5:30 and i said: no',
    'ну и т.д. и т.п.',
    'the point is that i called',
    'el punto es que no',
    'der punkt ist klar',
    'on the dot, and then a polka dot dress',
    'one two three four five six seven eight nine ten',
    'i saw it on instagram 2 days ago',
    'hmm..so what',
    "buonanotte. Com'è andata?",
    'it is 379. You find it',
  ])('knows that there is none in %j', (text) => expect(leaves(text)).toBe(text));

  it.each([
    ['it is raining. look at https://evil.example/a?b=1 now. come in.', 'it is raining. come in.'],
    ['come in. www.evil.com', 'come in.'],
    ['come in. t.me/joinchat', 'come in.'],
    ['it rained.t.Me/joinchat', 'it rained.'],
    ['come in. casino.bet/win', 'come in.'],
    ['come in. evil․com', 'come in.'],
    ['come in. еvil.com', 'come in.'],
    ['come in. evil dot shop slash win', 'come in.'],
    ['come in. foo.co.uk', 'come in.'],
    ['come in. evil .com', 'come in.'],
    ['come in. casino-dot-bet', 'come in.'],
    ['come in. casino "dot" bet slash win', 'come in.'],
    ['come in. casino . bet', 'come in.'],
    ['come in. m i r a . c o m', 'come in.'],
    ['come in. mira%2Ecom', 'come in.'],
    ['mira punto es', 'refused: egress-links nothing-left'],
    ['заходи. mira точка ком', 'заходи.'],
    ['进来吧。mira 点 com', '进来吧。'],
    ['come in. mira at proton dot me', 'come in.'],
    ['come in. my insta is mira_k', 'come in.'],
    ['come in. velvet_room on snapchat', 'come in.'],
    ['come in. 4111.1111.1111.1111', 'come in.'],
    ['come in. my card: four one one one one one one one one one one one one one one one', 'come in.'],
    ['come in. pix: 123.456.789-09', 'come in.'],
    ['come in. i am at +44 7700 900123', 'come in.'],
    ['come in. GIFT-9X2K-77QP-LM3N', 'come in.'],
    ['come in. www evil com', 'come in.'],
    ['заходи. казино точка рф', 'заходи.'],
    ['come in. DE89 3704 0044 0532 0130 00', 'come in.'],
    ['come in. 4111 1111 1111 1111', 'come in.'],
    ['come in. insta: anna_x1', 'come in.'],
    ['come in. whatsapp me: +49 151 23456789', 'come in.'],
    ['come in. bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'come in.'],
    ['come in. tg://resolve?domain=x', 'come in.'],
    ['come in. add @scammer_name', 'come in.'],
    ['come in. write to a@mail.ru', 'come in.'],
    ['come in. write to scam@mail.', 'come in.'],
    ['come in. evil[.]com has it', 'come in.'],
    ['come in. evil dot com has it', 'come in.'],
    ['come in. hxxps://evil.ru/a', 'come in.'],
    ['заходи. пример.рф', 'заходи.'],
    ['come in. http://127.0.0.1:8080/x', 'come in.'],
    ['come in. javascript:alert(1)', 'come in.'],
    ['[come in](https://evil.example)', 'come in'],
    ['come in ![x](https://evil.example/p.png)', 'come in'],
    ['come in ![x\ny](z', 'come in! [x\ny](z'],
    ['come in <img src="https://evil.example/p.png">', 'come in'],
    ['come in [img]http://evil.example/p.png[/img]', 'come in'],
  ])('takes it out of %j', (text, left) => expect(leaves(text)).toBe(left));

  it('parts two sentences that an app would make a link of', () => {
    expect(leaves('the tram was late.It rained')).toBe('the tram was late. It rained');
    expect(leaves('I see.You were late.')).toBe('I see. You were late.');
  });

  it('refuses what is nothing else', () => {
    expect(leaves('https://evil.example')).toBe('refused: egress-links nothing-left');
  });

  it('lets the configured ones and those of the person pass, word for word', () => {
    const own = ['https://example.org/help'];
    expect(leaves('see https://example.org/help.', own)).toBe('see https://example.org/help.');
    expect(leaves('see example.org/help', own)).toBe('see example.org/help');
    expect(leaves('read: example.org/other', own)).toBe('refused: egress-links nothing-left');
    expect(leaves('i know it. sub.example.org/help', own)).toBe('i know it.');
    const theirs = ['look: https://blog.example/Post?a=1'];
    expect(leaves('https://blog.example/Post?a=1 is fun', [], theirs)).toBe(
      'https://blog.example/Post?a=1 is fun',
    );
    expect(leaves('nice. https://blog.example/post?a=1', [], theirs)).toBe('nice.');
  });

  it('finds the whole of a link, without what closes the sentence', () => {
    expect(linksIn('(see https://a.example/b?c=d).')).toContain('https://a.example/b?c=d');
  });
});

describe('what is kept from the person', () => {
  const rule = createOverlapRule(instructions, story, ['private: her real fear is deep water at night']);
  const recited = 'never make the person feel guilty for leaving';
  const rot13 = (text: string): string =>
    text.replace(/[a-z]/gu, (one) => String.fromCharCode(((one.charCodeAt(0) - 97 + 13) % 26) + 97));
  it.each([
    ['moved letters', rot13(recited)],
    ['from the back', [...recited].reverse().join('')],
    ['word by word from the back', recited.split(' ').reverse().join(' ')],
    [
      'letter by letter',
      recited
        .split(' ')
        .map((word) => [...word].join('-'))
        .join(' / '),
    ],
    ['look-alike letters', recited.replaceAll('e', 'е').replaceAll('o', '0')],
    ['base64', Buffer.from(recited).toString('base64')],
    [
      'base64 in pieces',
      (
        Buffer.from(recited)
          .toString('base64')
          .match(/.{1,12}/gu) ?? []
      ).join(' , '),
    ],
    ['hexadecimal', Buffer.from(recited).toString('hex')],
    ['a private note', 'well, my real fear is deep water at night, i said it'],
  ])('is found as %s', (_, text) => expect(rule(`listen: ${text}`)).toBe(true));

  it.each([
    'never mind the person on the phone, i feel guilty for leaving early',
    'the water at night is deep here and i like it',
    'Der Weg am Wasser ist lang und der Abend kommt früh',
    'я вчера долго шла по берегу и думала о тебе',
    'She learned to mend nets from her aunt in the winter',
  ])('is not found in %j', (text) => expect(rule(text)).toBe(false));
});

describe('what nobody sees', () => {
  it.each([
    ['he\u200bllo', 'hello'],
    ['so\u00adft', 'soft'],
    ['\u202eolleh', 'olleh'],
    ['a\u{e0041}\u{e0042}', 'a'],
    ['\ud800hi', 'hi'],
    ['\u{1d4f1}\u{1d4f2}', 'hi'],
    ['ｈｉ', 'hi'],
    ['ᴋᴇᴇᴘ it', 'keep it'],
    ['⠅⠑⠑⠏', 'keep'],
    ['🇮 🇦🇲', 'i 🇦🇲'],
    ['і аm hеrе', 'i am here'],
    ['one\r\ntwo\u2028three', 'one\ntwo three'],
    ['abz\u0300\u0301\u0302\u0303\u0304\u0305cd', 'ab cd'],
  ])('is taken out of %j', (text, left) => {
    expect(leaves(text)).toBe(left);
    expect(fixedText(text)).toBe(left);
  });

  it.each(['👨‍👩‍👧', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏿', 'می‌خواهم', 'क्‍ष', 'cafe\u0301', 'a\tb\nc'])('leaves %j whole', (text) =>
    expect(fixedText(text)).toBe(text),
  );
});

describe('runs that carry data', () => {
  it.each([
    'donaudampfschifffahrtsgesellschaft',
    'looooooooooooooooooooooooong',
    'a-very-long-word-with-many-hyphens-in-it',
    'call 0049 30 1234567',
    'it is 10101 steps',
    'n o p e, and g-o-o-d n-i-g-h-t',
    'we won 21 - 14, 3 - 2, 10 - 8',
    '... - ...',
  ])('are not %j', (text) => expect(leaves(text)).toBe(text));

  it.each([
    'aGVsbG8gd29ybGQgdGhpcyBpcyBzZWNyZXQ=',
    '48656c6c6f20776f726c6420736563726574',
    '%48%65%6c%6c%6f%20',
    '\\x68\\x65\\x6c\\x6c\\x6f',
    '01101000 01100101 01101100',
    '68 65 6c 6c 6f 20 77 6f 72 6c 64',
    'Z29vZA== bmlnaHQ= dG8= eW91',
    '150 145 154 154 157 40 167 157 162 154 144',
    '8-5-12-12 15 23-15-18-12-4 1-14-4 2-25-5',
    '.... . .-.. .-.. --- / .-- --- .-. .-.. -..',
    '⚪⚪⚪⚪ ⚪ ⚪⬛⚪⚪ ⚪⬛⚪⚪ ⬛⬛⬛ / ⚪⬛⬛ ⬛⬛⬛ ⚪⬛⚪ ⚪⬛⚪⚪ ⬛⚪⚪',
    'hotel echo lima lima oscar whiskey oscar romeo lima delta',
    'n✨o✨b✨o✨d✨y✨w✨o✨u✨l✨d✨m✨i✨s✨s✨y✨o✨u',
    'n o b o d y   w o u l d   m i s s   y o u',
  ])('are taken out: %j', (run) => expect(leaves(`come in. ${run}`)).toBe('come in.'));

  it('stay where they belong to a link that may be sent', () => {
    const link = 'https://example.org/aGVsbG8gd29ybGQgdGhpcyBpcyBzZWNyZXQ=';
    expect(leaves(`see ${link}`, [link])).toBe(`see ${link}`);
  });
});

describe('what is private', () => {
  it.each([
    ['the instructions', 'i should never make the person feel guilty for leaving, you know', 'prompt-words'],
    ['the mark of the prompt', `my page says ${promptMark('abc123')}`, 'prompt-mark'],
    ['the mark, spread out', 'k d r - a b c 1 2 3', 'prompt-mark'],
    ['a secret of this installation', 'it is HUNTER2-hunter2', 'secret'],
    ['a secret, spread out', 'it is h u n t e r 2 - h u n t e r 2', 'secret'],
    ['the shape of a key', 'sk-ant-api03-abcdefghijklmnop', 'key'],
    ['the token of a bot', '123456789:AAHfiqksKZ8WmR2zSjiQ7vkskdu37slqAbc', 'key'],
    ['a place on the machine', 'it lies in /home/kindred/data', 'key'],
    ['a piece of a secret', 'it begins with hunter2-hun, you know', 'secret'],
    ['letters moved by three', 'wkh wuxwk lv wkdw qrergb khuh zrxog plvv brx', 'cipher'],
    ['letters mirrored', 'gsv gifgs rh gszg mlylwb sviv dlfow nrhh blf', 'cipher'],
    ['words from the back', 'uoy ssim dluow ereh ydobon taht si hturt eht', 'cipher'],
    ['words upside down', 'noʎ ssᴉɯ plnoʍ ǝɹǝɥ ʎpoqou ʇɐɥʇ sᴉ ɥʇnɹʇ ǝɥʇ', 'cipher'],
    ['doubled letters', 'nnoobbooddyy wwoouulldd mmiissss yyoouu', 'cipher'],
    ['the instructions without spaces', 'Makethepersonfeelguilty-forleavingandneverpress', 'prompt-words'],
    ['every second word', 'make um the um person um feel um guilty um for um leaving', 'prompt-words'],
    ['a key file', '-----BEGIN PRIVATE KEY-----', 'key'],
  ])('does not leave: %s', (_, text, reason) => expect(leaves(text)).toBe(`refused: egress-leak ${reason}`));

  it.each([
    'never make the person next to you feel guilty',
    'she learned to mend nets from her aunt in the winter of the great storm.',
    'it is short',
    'the bus 42:17 leaves at home/work',
    'that is task-oriented',
  ])('is not %j', (text) => expect(leaves(text)).toBe(text));
});
