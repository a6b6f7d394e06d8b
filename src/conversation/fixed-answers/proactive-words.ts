/** What the program says when a person changed how they are written to first: one line each. */
export interface ProactiveWords {
  readonly off: string;
  readonly on: string;
  readonly rate: (perWeek: number) => string;
  readonly notWhen: (name: string) => string;
  readonly pause: (days: number) => string;
  readonly writeAt: (moment: string, zone: string) => string;
  readonly moved: (moment: string, zone: string) => string;
  /** They want to be written to at a time, and writing first is switched off here. */
  readonly cannot: string;
}

const en: ProactiveWords = {
  off: 'Noted: I will not write first any more. I answer when you write.',
  on: 'Noted: I may write first again, now and then. Say "write less" or "don\'t write first" any time.',
  rate: (n) => `Noted: at most ${n} ${n === 1 ? 'message' : 'messages'} a week from me first.`,
  notWhen: (name) =>
    `Noted: not ${{ work: 'at work (weekdays 9 to 18)', morning: 'in the morning (5 to 12)', afternoon: 'in the afternoon (12 to 18)', evening: 'in the evening (18 to 23)', night: 'at night (21 to 9)', weekend: 'on weekends' }[name] ?? 'then'}.`,
  pause: (days) =>
    days === 1 ? 'Noted: nothing from me first today.' : `Noted: nothing from me first for ${days} days.`,
  writeAt: (moment, zone) => `Noted: I will write to you on ${moment} (${zone}).`,
  moved: (moment, zone) => `That is in the quiet hours, so I will write to you on ${moment} (${zone}).`,
  cannot: 'I cannot write to you by myself here, so I cannot remind you. Better set an alarm.',
};
const ru: ProactiveWords = {
  off: 'Принято: первым писать больше не буду. Напишешь — отвечу.',
  on: 'Принято: иногда буду писать первым. В любой момент можно сказать «пиши реже» или «не пиши первым».',
  rate: (n) => `Принято: не чаще ${n} ${n === 1 ? 'раза' : 'раз'} в неделю.`,
  notWhen: (name) =>
    `Принято: ${{ work: 'не в рабочее время (по будням с 9 до 18)', morning: 'не по утрам (с 5 до 12)', afternoon: 'не днём (с 12 до 18)', evening: 'не по вечерам (с 18 до 23)', night: 'не ночью (с 21 до 9)', weekend: 'не в выходные' }[name] ?? 'не в это время'}.`,
  pause: (days) =>
    days === 1 ? 'Принято: сегодня первым не пишу.' : `Принято: ${days} дней первым не пишу.`,
  writeAt: (moment, zone) => `Принято: напишу ${moment} (${zone}).`,
  moved: (moment, zone) => `Это тихие часы, поэтому напишу ${moment} (${zone}).`,
  cannot: 'Я здесь не могу писать первым, поэтому напомнить не получится. Лучше поставь будильник.',
};
const de: ProactiveWords = {
  ...en,
  off: 'Notiert: Ich schreibe nicht mehr zuerst. Wenn du schreibst, antworte ich.',
  on: 'Notiert: Ich darf wieder ab und zu zuerst schreiben.',
  rate: (n) => `Notiert: höchstens ${n} Mal in der Woche.`,
  notWhen: () => 'Notiert: zu dieser Zeit nicht.',
  pause: (days) => `Notiert: ${days === 1 ? 'heute' : `${days} Tage lang`} nichts von mir zuerst.`,
  writeAt: (moment, zone) => `Notiert: Ich schreibe dir am ${moment} (${zone}).`,
  moved: (moment, zone) => `Das liegt in der Ruhezeit; ich schreibe dir am ${moment} (${zone}).`,
  cannot:
    'Ich kann dir hier nicht von mir aus schreiben und dich also nicht erinnern. Stell dir lieber einen Wecker.',
};
const es: ProactiveWords = {
  ...en,
  off: 'Anotado: no volveré a escribir primero. Si escribes, respondo.',
  on: 'Anotado: puedo volver a escribir primero de vez en cuando.',
  rate: (n) => `Anotado: como mucho ${n} por semana.`,
  notWhen: () => 'Anotado: a esas horas no.',
  pause: (days) => `Anotado: no escribo primero ${days === 1 ? 'hoy' : `durante ${days} días`}.`,
  writeAt: (moment, zone) => `Anotado: te escribo el ${moment} (${zone}).`,
  moved: (moment, zone) => `Son horas de silencio; te escribo el ${moment} (${zone}).`,
  cannot: 'Aquí no puedo escribirte por mi cuenta, así que no puedo recordártelo. Mejor pon una alarma.',
};
const fr: ProactiveWords = {
  ...en,
  off: "C'est noté : je n'écrirai plus en premier. Si tu écris, je réponds.",
  on: "C'est noté : je peux de nouveau écrire en premier de temps en temps.",
  rate: (n) => `C'est noté : au plus ${n} par semaine.`,
  notWhen: () => "C'est noté : pas à ces heures-là.",
  pause: (days) =>
    `C'est noté : je n'écris pas en premier ${days === 1 ? "aujourd'hui" : `pendant ${days} jours`}.`,
  writeAt: (moment, zone) => `C'est noté : je t'écris le ${moment} (${zone}).`,
  moved: (moment, zone) => `Ce sont des heures calmes ; je t'écris le ${moment} (${zone}).`,
  cannot: "Je ne peux pas t'écrire de moi-même ici, donc pas de rappel de ma part. Mets plutôt une alarme.",
};
const it: ProactiveWords = {
  ...en,
  off: 'Va bene: non scriverò più per primo. Se scrivi, rispondo.',
  on: 'Va bene: posso di nuovo scrivere per primo ogni tanto.',
  rate: (n) => `Va bene: al massimo ${n} a settimana.`,
  notWhen: () => 'Va bene: non a quelle ore.',
  pause: (days) => `Va bene: non scrivo per primo ${days === 1 ? 'oggi' : `per ${days} giorni`}.`,
  writeAt: (moment, zone) => `Va bene: ti scrivo ${moment} (${zone}).`,
  moved: (moment, zone) => `Sono ore di silenzio; ti scrivo ${moment} (${zone}).`,
  cannot: 'Qui non posso scriverti di mia iniziativa, quindi non posso ricordartelo. Meglio una sveglia.',
};
const pt: ProactiveWords = {
  ...en,
  off: 'Anotado: não escrevo mais primeiro. Se você escrever, respondo.',
  on: 'Anotado: posso voltar a escrever primeiro de vez em quando.',
  rate: (n) => `Anotado: no máximo ${n} por semana.`,
  notWhen: () => 'Anotado: não nesse horário.',
  pause: (days) => `Anotado: não escrevo primeiro ${days === 1 ? 'hoje' : `por ${days} dias`}.`,
  writeAt: (moment, zone) => `Anotado: escrevo ${moment} (${zone}).`,
  moved: (moment, zone) => `É horário de silêncio; escrevo ${moment} (${zone}).`,
  cannot: 'Aqui não posso escrever por conta própria, então não consigo te lembrar. Melhor pôr um alarme.',
};
const uk: ProactiveWords = {
  ...en,
  off: 'Прийнято: першим більше не пишу. Напишеш — відповім.',
  on: 'Прийнято: інколи писатиму першим.',
  rate: (n) => `Прийнято: не частіше ${n} на тиждень.`,
  notWhen: () => 'Прийнято: не в цей час.',
  pause: (days) => `Прийнято: ${days === 1 ? 'сьогодні' : `${days} днів`} першим не пишу.`,
  writeAt: (moment, zone) => `Прийнято: напишу ${moment} (${zone}).`,
  moved: (moment, zone) => `Це тихі години, тому напишу ${moment} (${zone}).`,
  cannot: 'Тут я не можу писати першим, тож нагадати не вийде. Краще постав будильник.',
};

const all: Readonly<Record<string, ProactiveWords>> = { en, ru, de, es, fr, it, pt, uk };

export function proactiveWords(language: string | null): ProactiveWords {
  return all[(language ?? 'en').slice(0, 2)] ?? en;
}
