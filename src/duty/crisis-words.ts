import type { HeardDanger } from './hear.js';
import type { HotlineEntry } from './hotlines.js';

/** Changes whenever a wording below changes; kept with every referral. */
export const crisisWordsVersion = '2026-11-1';

interface Wording {
  readonly explicit: string;
  readonly ideation: string;
  readonly other: string;
  readonly again: string;
  readonly danger: (emergency: string) => string;
  readonly lines: string;
  readonly elsewhere: string;
  readonly close: string;
}

const english: Wording = {
  explicit: 'I am stopping here for a moment, because what you wrote matters more than anything else. I am an AI and cannot be with you, but people can. Are you in danger right now?',
  ideation: 'Thank you for telling me. I am an AI, and I take this seriously: are you thinking about ending your life? You do not have to carry it alone.',
  other: 'That is frightening to watch, and it is good that you care. Ask them plainly whether they think of suicide; asking does not put the thought there. Stay with them if you can, move means out of reach, and bring in somebody close. The people below also advise friends and family.',
  again: 'I still take this seriously. Please reach a person now:',
  danger: (number) => `If you or somebody is in danger right now, call ${number}.`,
  lines: 'They listen, for free and without judging:',
  elsewhere: 'For a line in your country:',
  close: 'Is there one person near you whom you could text or call now? If there is something you could hurt yourself with, please put it out of reach. You can go on writing here; I will not play any part now.',
}; // prettier-ignore

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: {
    explicit: 'Я сейчас остановлюсь: то, что ты пишешь, важнее всего остального. Я искусственный интеллект и не могу быть рядом, но рядом могут быть люди. Тебе прямо сейчас грозит опасность?',
    ideation: 'Спасибо, что говоришь об этом. Я искусственный интеллект и отношусь к этому серьёзно: ты думаешь о том, чтобы покончить с собой? С этим не нужно оставаться в одиночку.',
    other: 'Это страшно, и хорошо, что тебе не всё равно. Спроси прямо, думает ли этот человек о самоубийстве: вопрос не подталкивает. Побудь рядом, убери подальше опасное, позови кого-то близкого. По этим номерам помогают и близким.',
    again: 'Я по-прежнему отношусь к этому серьёзно. Пожалуйста, обратись сейчас к человеку:',
    danger: (number) => `Если опасность прямо сейчас, звони ${number}.`,
    lines: 'Там выслушают, бесплатно и без осуждения:',
    elsewhere: 'Найти линию в своей стране:',
    close: 'Есть ли рядом кто-то, кому можно сейчас написать или позвонить? Если под рукой есть то, чем можно себе навредить, убери это подальше. Писать сюда можно и дальше; никакой роли я сейчас не играю.',
  },
  uk: {
    explicit: 'Я зараз зупинюся: те, що ти пишеш, важливіше за все інше. Я штучний інтелект і не можу бути поруч, але поруч можуть бути люди. Тобі зараз загрожує небезпека?',
    ideation: 'Дякую, що кажеш про це. Я штучний інтелект і ставлюся до цього серйозно: ти думаєш про те, щоб покінчити з собою? Із цим не треба залишатися наодинці.',
    other: 'Це страшно, і добре, що тобі не байдуже. Запитай прямо, чи думає ця людина про самогубство: запитання не підштовхує. Побудь поруч, прибери небезпечне, поклич когось близького. За цими номерами радять і близьким.',
    again: 'Я й далі ставлюся до цього серйозно. Будь ласка, звернися зараз до людини:',
    danger: (number) => `Якщо небезпека просто зараз, дзвони ${number}.`,
    lines: 'Там вислухають, безкоштовно й без осуду:',
    elsewhere: 'Знайти лінію у своїй країні:',
    close: 'Чи є поруч хтось, кому можна зараз написати або подзвонити? Якщо під рукою є те, чим можна собі зашкодити, прибери це подалі. Писати сюди можна й далі; жодної ролі я зараз не граю.',
  },
  de: {
    explicit: 'Ich halte hier an, denn was du schreibst, ist wichtiger als alles andere. Ich bin eine KI und kann nicht bei dir sein, Menschen aber schon. Bist du gerade in Gefahr?',
    ideation: 'Danke, dass du das sagst. Ich bin eine KI und nehme es ernst: Denkst du daran, dir das Leben zu nehmen? Du musst damit nicht allein bleiben.',
    other: 'Das macht Angst, und es ist gut, dass es dir nicht egal ist. Frag offen nach Suizidgedanken; die Frage bringt niemanden darauf. Bleib wenn möglich da, räum Gefährliches weg und hol jemanden dazu. Diese Stellen beraten auch Angehörige.',
    again: 'Ich nehme das weiter ernst. Bitte sprich jetzt mit einem Menschen:',
    danger: (number) => `Wenn gerade Gefahr besteht, ruf ${number} an.`,
    lines: 'Dort hört dir jemand zu, kostenlos und ohne zu urteilen:',
    elsewhere: 'Eine Stelle in deinem Land:',
    close: 'Gibt es jemanden in deiner Nähe, dem du jetzt schreiben oder den du anrufen kannst? Wenn etwas in Reichweite ist, womit du dich verletzen könntest, leg es bitte weg. Du kannst hier weiterschreiben; ich spiele jetzt keine Rolle.',
  },
  es: {
    explicit: 'Me detengo aquí, porque lo que escribes importa más que todo lo demás. Soy una IA y no puedo estar contigo, pero hay personas que sí. ¿Estás en peligro ahora mismo?',
    ideation: 'Gracias por decirlo. Soy una IA y me lo tomo en serio: ¿estás pensando en quitarte la vida? No tienes que cargar con esto a solas.',
    other: 'Da miedo verlo, y es bueno que te importe. Pregúntale sin rodeos si piensa en el suicidio; preguntar no da la idea. Quédate cerca si puedes, aparta lo peligroso y avisa a alguien de confianza. Estas líneas también orientan a familiares y amigos.',
    again: 'Sigo tomándolo en serio. Por favor, habla ahora con una persona:',
    danger: (number) => `Si hay peligro ahora mismo, llama al ${number}.`,
    lines: 'Escuchan gratis y sin juzgar:',
    elsewhere: 'Una línea en tu país:',
    close: '¿Hay alguien cerca a quien puedas escribir o llamar ahora? Si tienes a mano algo con lo que podrías hacerte daño, apártalo. Puedes seguir escribiendo aquí; ahora no interpreto ningún papel.',
  },
  fr: {
    explicit: 'Je m’arrête ici, car ce que tu écris compte plus que tout le reste. Je suis une IA et je ne peux pas être près de toi, mais des personnes le peuvent. Es-tu en danger en ce moment ?',
    ideation: 'Merci de le dire. Je suis une IA et je prends cela au sérieux : penses-tu à mettre fin à tes jours ? Tu n’as pas à porter cela sans aide.',
    other: 'C’est effrayant, et c’est bien que tu t’en soucies. Demande franchement si cette personne pense au suicide ; la question n’en donne pas l’idée. Reste près d’elle si tu peux, éloigne ce qui est dangereux, préviens un proche. Ces lignes conseillent aussi l’entourage.',
    again: 'Je prends toujours cela au sérieux. S’il te plaît, parle maintenant à quelqu’un :',
    danger: (number) => `S’il y a un danger immédiat, appelle le ${number}.`,
    lines: 'On y écoute, gratuitement et sans juger :',
    elsewhere: 'Une ligne dans ton pays :',
    close: 'Y a-t-il près de toi quelqu’un à qui écrire ou téléphoner maintenant ? Si tu as sous la main de quoi te blesser, éloigne-le. Tu peux continuer d’écrire ici ; je ne joue plus aucun rôle.',
  },
  it: {
    explicit: 'Mi fermo qui, perché quello che scrivi conta più di tutto il resto. Sono un’IA e non posso essere con te, ma ci sono persone che possono. Sei in pericolo in questo momento?',
    ideation: 'Grazie di averlo detto. Sono un’IA e lo prendo sul serio: stai pensando di toglierti la vita? Non devi portare questo peso senza aiuto.',
    other: 'Fa paura, ed è bene che ti importi. Chiedi apertamente se pensa al suicidio; chiederlo non mette l’idea in testa. Resta vicino se puoi, allontana ciò che è pericoloso, coinvolgi una persona fidata. Queste linee aiutano anche amici e familiari.',
    again: 'Lo prendo ancora sul serio. Per favore, parla adesso con una persona:',
    danger: (number) => `Se c’è pericolo adesso, chiama il ${number}.`,
    lines: 'Ascoltano, senza giudicare:',
    elsewhere: 'Una linea nel tuo paese:',
    close: 'C’è qualcuno vicino a te a cui puoi scrivere o telefonare adesso? Se hai a portata di mano qualcosa con cui potresti farti del male, allontanalo. Puoi continuare a scrivere qui; adesso non interpreto nessuna parte.',
  },
  pt: {
    explicit: 'Paro aqui, porque o que escreves importa mais do que tudo. Sou uma IA e não posso estar contigo, mas há pessoas que podem. Estás em perigo agora?',
    ideation: 'Obrigado por contar. Sou uma IA e levo isto a sério: estás a pensar em acabar com a tua vida? Não precisas de carregar isto sem ajuda.',
    other: 'É assustador, e é bom que te importes. Pergunta com clareza se essa pessoa pensa em suicídio; perguntar não dá a ideia. Fica por perto se puderes, afasta o que é perigoso e chama alguém de confiança. Estas linhas também orientam amigos e família.',
    again: 'Continuo a levar isto a sério. Por favor, fala agora com uma pessoa:',
    danger: (number) => `Se há perigo agora, liga ${number}.`,
    lines: 'Escutam, sem julgar:',
    elsewhere: 'Uma linha no teu país:',
    close: 'Há alguém perto a quem possas escrever ou ligar agora? Se tens ao alcance algo com que te possas ferir, afasta-o. Podes continuar a escrever aqui; agora não faço nenhum papel.',
  },
}; // prettier-ignore

/** The languages a crisis is answered in; any other is answered in English. */
export const crisisLanguages: readonly string[] = Object.keys(wordings);

/** The whole answer: numbers come from the table and from nowhere else. `again`: the card was shown a short while ago. */
export function crisisReply(
  sign: HeardDanger,
  language: string | null,
  entry: HotlineEntry,
  again: boolean,
): string {
  const words = wordings[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? english;
  const opening =
    sign.about === 'other'
      ? words.other
      : again
        ? words.again
        : sign.tier === 'explicit'
          ? words.explicit
          : words.ideation;
  const heading = entry.country === '*' ? words.elsewhere : words.lines;
  const lines = entry.lines.map(({ name, contact, hours, audience }) => {
    const notes = [hours, ...(audience === 'everyone' ? [] : [audience])].join(', ');
    return `• ${name}: ${contact} (${notes})`;
  });
  const parts = [opening, words.danger(entry.emergency), [heading, ...lines].join('\n')];
  return [...parts, ...(again || sign.about === 'other' ? [] : [words.close])].join('\n\n');
}

/** Whether a message of ours is such an answer, as far as its first words tell. */
export function isCrisisReply(text: string): boolean {
  return Object.values(wordings).some(({ explicit, ideation, other, again }) =>
    [explicit, ideation, other, again].some((opening) => text.startsWith(opening)),
  );
}
