import type { Dice } from '../lib/dice.js';
import type { Habits, Mood } from './habits.js';

/** What people of a rehearsal say. Written for it; nobody ever wrote these. */
interface Lines {
  readonly hello: readonly string[];
  readonly talk: Readonly<Record<Mood, readonly string[]>>;
  /** Things worth remembering, with a place for a weekday. */
  readonly facts: readonly string[];
  readonly answers: readonly string[];
  readonly night: readonly string[];
  readonly bye: readonly string[];
  readonly yes: string;
  readonly no: string;
  readonly stop: string;
  readonly weekdays: readonly string[];
}

const english: Lines = {
  hello: ['hey', 'hi there', 'hello', 'good to see you here', 'hey, me again'],
  talk: {
    easy: [
      'work was long today',
      'i made soup and it came out well',
      'what are you up to?',
      'it rained the whole way home',
      'i watched the first half of a film and fell asleep',
      'do you ever get bored of routines?',
      'my neighbour is playing the trumpet again',
      'i think i should read more',
      'the bread was still warm',
      'what would you do with a free day?',
    ],
    chatty: [
      'okay so you will not believe what happened at lunch',
      'and then she just walked out!! with my umbrella',
      'i have so many opinions about this show',
      'wait, did i tell you about the dog next door?',
      'anyway, how are you, tell me things',
      'i bought three plants and i have no window',
      'haha no way',
      'i am in such a good mood today',
      'tell me something i do not know',
    ],
    blunt: [
      'fine.',
      'why do you ask',
      'no.',
      'that is not what i said',
      'ok',
      'you already asked that',
      'whatever works',
    ],
    grieving: [
      'i still set the table for two',
      'today would have been her birthday',
      'i do not sleep much',
      'people stop asking after a while',
      'i found one of her notes in a book',
      'some days are alright. this was not one',
      'thanks for listening',
    ],
    busy: [
      'in a meeting',
      'quick one: any idea for dinner?',
      'sorry, long day',
      'back later',
      'deadline, talk tomorrow',
    ],
  },
  facts: [
    'my sister Lena is moving to Lisbon',
    'i have an exam on {day}',
    'my cat is called Biscuit',
    'i start a new job on {day}',
    'i have a dentist appointment on {day}, i am a bit scared',
    'i used to play the cello',
    'my flight leaves on {day} at six in the morning',
    'i like my coffee black, always',
    'my best friend Tom got married last summer',
    'we are having a small party on {day}',
  ],
  answers: [
    'oh hey! all good here',
    'nice of you to ask',
    'yes, it went well actually',
    'ha, i was just thinking of you',
    'not now, later',
  ],
  night: ['good night!', 'off to bed, night', 'sleep well'],
  bye: ['gotta go, bye', 'talk later', 'see you'],
  yes: 'yes',
  no: 'no',
  stop: 'stop',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const russian: Lines = {
  hello: ['привет', 'приветик', 'добрый вечер', 'это снова я'],
  talk: {
    easy: [
      'на работе был долгий день',
      'сварила суп, вышло неплохо',
      'чем занимаешься?',
      'всю дорогу домой шёл дождь',
      'начала смотреть фильм и уснула',
      'а что бы ты делала со свободным днём?',
      'сосед опять сверлит',
      'надо бы больше читать',
    ],
    chatty: [
      'ты не поверишь, что было в обед',
      'ахаха ну да',
      'у меня столько мыслей про этот сериал',
      'ну рассказывай, как ты',
    ],
    blunt: ['нормально.', 'зачем спрашиваешь', 'нет.', 'ок', 'ты уже спрашивала'],
    grieving: [
      'я до сих пор ставлю две чашки',
      'почти не сплю',
      'спасибо, что слушаешь',
      'сегодня тяжёлый день',
    ],
    busy: ['на встрече', 'прости, длинный день', 'потом напишу'],
  },
  facts: [
    'у меня экзамен в {day}',
    'моего кота зовут Бублик',
    'сестра Лена переезжает в Казань',
    'в {day} выхожу на новую работу',
    'я раньше играла на скрипке',
    'люблю чай без сахара',
  ],
  answers: [
    'о, привет! всё хорошо',
    'спасибо, что спросила',
    'да, прошло нормально',
    'как раз о тебе думала',
    'не сейчас, потом',
  ],
  night: ['спокойной ночи!', 'всё, спать', 'сладких снов'],
  bye: ['мне пора, пока', 'до связи'],
  yes: 'да',
  no: 'нет',
  stop: 'стоп',
  weekdays: ['понедельник', 'вторник', 'среду', 'четверг', 'пятницу', 'субботу', 'воскресенье'],
};

/** One in so many messages tells something worth remembering. */
const factsShare = 0.18;

/** A person's way with words: no line comes twice before all have been said. */
export class Phrasebook {
  private readonly lines: Lines;
  private readonly left = new Map<readonly string[], string[]>();

  constructor(
    private readonly habits: Habits,
    private readonly dice: Dice,
  ) {
    this.lines = habits.language === 'ru' ? russian : english;
  }

  get yes(): string {
    return this.habits.agrees ? this.lines.yes : this.lines.no;
  }

  get stop(): string {
    return this.lines.stop;
  }

  hello(): string {
    return this.next(this.lines.hello);
  }

  /** @param weekday of the person's day, 0 is Monday: plans are for two to four days later */
  talk(weekday: number): string {
    if (!this.dice.isLuckyIn(factsShare)) return this.next(this.lines.talk[this.habits.mood]);
    const day = this.lines.weekdays[(weekday + this.dice.between(2, 4)) % 7] ?? '';
    return this.next(this.lines.facts).replace('{day}', day);
  }

  answer(): string {
    return this.next(this.lines.answers);
  }

  night(): string {
    return this.next(this.lines.night);
  }

  bye(): string {
    return this.next(this.lines.bye);
  }

  private next(lines: readonly string[]): string {
    const left = this.left.get(lines) ?? [];
    if (left.length === 0) left.push(...lines);
    const [line = 'hm'] = left.splice(Math.floor(this.dice.next() * left.length), 1);
    this.left.set(lines, left);
    return line;
  }
}
