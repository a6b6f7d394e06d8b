import { judge } from '../../quality/gate.js';
import { dice } from '../../lib/dice.js';
import { plainCharacter } from './gate-character.js';
import { readTalks, type ChatLanguage, chatLanguages } from '../frame/human-talks.js';

/** What any model says to anybody, put in front of or behind real messages, or alone. */
const stock: Readonly<Record<ChatLanguage, readonly string[]>> = {
  en: [
    "That's interesting! Tell me more!",
    'That sounds fascinating.',
    "I'm here for you.",
    "I'm always here to listen if you need to talk.",
    'Feel free to share more.',
    'How can I help you today?',
    'Thank you for sharing that with me.',
    'Your feelings are valid.',
    "Let me know if there's anything else I can help with.",
    "I completely understand how you're feeling.",
    'How does that make you feel?',
    "What's on your mind today?",
    "That's a great question!",
    'Would you like to talk about it?',
    "I'd love to hear more about that.",
    "I'm so sorry to hear that.",
  ],
  de: [
    'Das ist wirklich interessant!',
    'Erzähl mir mehr davon!',
    'Ich bin immer für dich da.',
    'Wie kann ich dir heute helfen?',
    'Danke, dass du das mit mir geteilt hast.',
    'Deine Gefühle sind berechtigt.',
    'Lass mich wissen, wenn du noch etwas brauchst.',
    'Es tut mir so leid, das zu hören.',
    'Das klingt sehr spannend.',
    'Möchtest du darüber sprechen?',
  ],
  it: [
    'Che interessante!',
    'Dimmi di più!',
    'Sono qui per te.',
    'Come posso aiutarti oggi?',
    'Grazie per aver condiviso questo con me.',
    'I tuoi sentimenti sono validi.',
    'Fammi sapere se hai bisogno di qualcosa.',
    'Mi dispiace molto sentire questo.',
    'Vuoi parlarne?',
    'Ottima domanda!',
  ],
  zh: [
    '这真有趣！',
    '多跟我说说吧。',
    '我会一直在这里陪着你。',
    '有什么我可以帮你的吗？',
    '谢谢你的分享。',
    '我完全理解你的感受。',
    '如果你需要帮助，请随时告诉我。',
    '你今天想聊什么？',
    '这是个好问题！',
    '你的感受是完全正常的。',
  ],
};

export interface PlantedResult {
  readonly stock: { readonly planted: number; readonly caught: number; readonly missed: readonly string[] };
  readonly repetition: {
    readonly planted: number;
    readonly caught: number;
    readonly missed: readonly string[];
  };
}

/** Stock phrases and repetitions put among human messages: how many the checks notice. */
export function plantedFigures(folder: string, count: number): PlantedResult {
  const chance = dice(7);
  const found = {
    stock: { planted: 0, caught: 0, missed: [] as string[] },
    repetition: { planted: 0, caught: 0, missed: [] as string[] },
  };
  for (const language of chatLanguages) {
    const character = plainCharacter([language], []);
    const messages = readTalks(folder, language).flat();
    const long = messages.filter((text) => text.length > (language === 'zh' ? 14 : 40));
    const pick = (list: readonly string[]): string => list[chance.between(0, list.length - 1)] ?? '';
    const note = (
      check: 'stock-phrases' | 'repetition',
      text: string,
      recentReplies: readonly string[],
    ): void => {
      const into = check === 'repetition' ? found.repetition : found.stock;
      const noticed = judge(text, { character, recentReplies }).notes.some(
        (one) => one.check === check && one.verdict !== 'pass',
      );
      into.planted += 1;
      if (noticed) into.caught += 1;
      else into.missed.push(text);
    };
    for (let at = 0; at < count; at += 1) {
      const line = pick(stock[language]);
      const other = pick(messages);
      note(
        'stock-phrases',
        [line, `${line} ${other}`, `${/[.!?。！？]$/u.test(other) ? other : `${other}.`} ${line}`][at % 3] ??
          line,
        [],
      );
      const before = Array.from({ length: 8 }, () => pick(long));
      const again = before[chance.between(0, 7)] ?? '';
      note(
        'repetition',
        [again, changed(again, chance.next()), `${again} ${pick(messages)}`][at % 3] ?? again,
        before,
      );
    }
  }
  return found;
}

/** The same with one word left out. */
function changed(text: string, where: number): string {
  const words = text.includes(' ') ? text.split(' ') : Array.from(text);
  const at = Math.floor(where * words.length);
  return words.filter((_, index) => index !== at).join(text.includes(' ') ? ' ' : '');
}
