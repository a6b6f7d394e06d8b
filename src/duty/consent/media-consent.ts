import { phrases } from '../text/phrases.js';
import { spoken } from '../text/spoken.js';

/** What may be opened of what a person sends, each by itself; `speak`: whether voice messages may be sent to them. */
export type MediaConsentKind = 'see' | 'hear' | 'speak';

/** Changes whenever a wording below changes; kept with every question asked. */
export const mediaConsentVersion = '2026-12-1';

interface Wording {
  /** One line that a clear yes or no answers; it names who is shown it or hears it. */
  readonly question: (processor: string) => string;
  readonly agreed: string;
  readonly withdrawn: string;
}

type Wordings = Readonly<Record<MediaConsentKind, Wording>>;

const english: Wordings = {
  see: {
    question: (by) => `May I look at pictures you send? For that they are shown to ${by}. Please answer yes or no; without a yes I do not open any.`,
    agreed: 'Noted: from now on I look at pictures you send. To end that, write: don’t look at my pictures.',
    withdrawn: 'Noted: I do not open pictures you send any more.',
  },
  hear: {
    question: (by) => `May I listen to your voice messages? For that they are put into words by ${by}. Please answer yes or no; without a yes I do not open any.`,
    agreed: 'Noted: from now on I listen to your voice messages. To end that, write: don’t listen to my voice messages.',
    withdrawn: 'Noted: I do not listen to your voice messages any more.',
  },
  speak: {
    question: (by) => `May I send you voice messages now and then? The voice is made by ${by}. Please answer yes or no; without a yes I only write.`,
    agreed: 'Noted: now and then I may send a voice message. To end that, write: don’t send me voice messages.',
    withdrawn: 'Noted: from now on I only write.',
  },
}; // prettier-ignore

const all: Readonly<Record<string, Wordings>> = {
  en: english,
  ru: {
    see: {
      question: (by) => `Можно мне смотреть картинки, которые ты присылаешь? Для этого их увидит ${by}. Ответь, пожалуйста, да или нет; без «да» не открою ни одной.`,
      agreed: 'Записано: теперь смотрю твои картинки. Чтобы прекратить, напиши: не смотри мои картинки.',
      withdrawn: 'Записано: картинки больше не открываю.',
    },
    hear: {
      question: (by) => `Можно мне слушать твои голосовые? В слова их превращает ${by}. Ответь, пожалуйста, да или нет; без «да» не открою ни одного.`,
      agreed: 'Записано: теперь слушаю голосовые. Чтобы прекратить, напиши: не слушай мои голосовые.',
      withdrawn: 'Записано: голосовые больше не слушаю.',
    },
    speak: {
      question: (by) => `Можно мне иногда присылать голосовые? Голос создаёт ${by}. Ответь, пожалуйста, да или нет; без «да» только пишу.`,
      agreed: 'Записано: иногда пришлю голосовое. Чтобы прекратить, напиши: не присылай мне голосовые.',
      withdrawn: 'Записано: теперь только пишу.',
    },
  },
  uk: {
    see: {
      question: (by) => `Можна мені дивитися картинки, які ти надсилаєш? Для цього їх побачить ${by}. Відповідай, будь ласка, так або ні; без «так» не відкрию жодної.`,
      agreed: 'Записано: тепер дивлюся твої картинки. Щоб припинити, напиши: не дивись мої картинки.',
      withdrawn: 'Записано: картинки більше не відкриваю.',
    },
    hear: {
      question: (by) => `Можна мені слухати твої голосові? На слова їх перетворює ${by}. Відповідай, будь ласка, так або ні; без «так» не відкрию жодного.`,
      agreed: 'Записано: тепер слухаю голосові. Щоб припинити, напиши: не слухай мої голосові.',
      withdrawn: 'Записано: голосові більше не слухаю.',
    },
    speak: {
      question: (by) => `Можна мені іноді надсилати голосові? Голос створює ${by}. Відповідай, будь ласка, так або ні; без «так» лише пишу.`,
      agreed: 'Записано: іноді надішлю голосове. Щоб припинити, напиши: не надсилай мені голосові.',
      withdrawn: 'Записано: тепер лише пишу.',
    },
  },
  de: {
    see: {
      question: (by) => `Darf ich Bilder ansehen, die du schickst? Dafür werden sie gezeigt: ${by}. Bitte antworte mit ja oder nein; ohne ein Ja öffne ich keines.`,
      agreed: 'Notiert: Ab jetzt sehe ich mir deine Bilder an. Um das zu beenden, schreib: schau meine Bilder nicht an.',
      withdrawn: 'Notiert: Ich öffne keine Bilder mehr.',
    },
    hear: {
      question: (by) => `Darf ich deine Sprachnachrichten anhören? In Worte bringt sie: ${by}. Bitte antworte mit ja oder nein; ohne ein Ja öffne ich keine.`,
      agreed: 'Notiert: Ab jetzt höre ich deine Sprachnachrichten. Um das zu beenden, schreib: hör meine Sprachnachrichten nicht an.',
      withdrawn: 'Notiert: Ich höre deine Sprachnachrichten nicht mehr an.',
    },
    speak: {
      question: (by) => `Darf ich dir ab und zu Sprachnachrichten schicken? Die Stimme macht: ${by}. Bitte antworte mit ja oder nein; ohne ein Ja schreibe ich nur.`,
      agreed: 'Notiert: Ab und zu schicke ich eine Sprachnachricht. Um das zu beenden, schreib: schick mir keine Sprachnachrichten.',
      withdrawn: 'Notiert: Ab jetzt schreibe ich nur.',
    },
  },
  es: {
    see: {
      question: (by) => `¿Puedo mirar las imágenes que envías? Para eso las ve ${by}. Responde sí o no, por favor; sin un sí no abro ninguna.`,
      agreed: 'Anotado: desde ahora miro tus imágenes. Para terminarlo, escribe: no mires mis imágenes.',
      withdrawn: 'Anotado: no abro más imágenes.',
    },
    hear: {
      question: (by) => `¿Puedo escuchar tus mensajes de voz? Los pasa a palabras ${by}. Responde sí o no, por favor; sin un sí no abro ninguno.`,
      agreed: 'Anotado: desde ahora escucho tus mensajes de voz. Para terminarlo, escribe: no escuches mis mensajes de voz.',
      withdrawn: 'Anotado: no escucho más tus mensajes de voz.',
    },
    speak: {
      question: (by) => `¿Puedo enviarte a veces mensajes de voz? La voz la hace ${by}. Responde sí o no, por favor; sin un sí solo escribo.`,
      agreed: 'Anotado: a veces enviaré un mensaje de voz. Para terminarlo, escribe: no me envíes mensajes de voz.',
      withdrawn: 'Anotado: desde ahora solo escribo.',
    },
  },
  fr: {
    see: {
      question: (by) => `Puis-je regarder les images que tu envoies ? Pour cela elles sont montrées à ${by}. Réponds oui ou non, s’il te plaît ; sans un oui je n’en ouvre aucune.`,
      agreed: 'C’est noté : désormais je regarde tes images. Pour y mettre fin, écris : ne regarde pas mes images.',
      withdrawn: 'C’est noté : je n’ouvre plus d’images.',
    },
    hear: {
      question: (by) => `Puis-je écouter tes messages vocaux ? Ils sont mis en mots par ${by}. Réponds oui ou non, s’il te plaît ; sans un oui je n’en ouvre aucun.`,
      agreed: 'C’est noté : désormais j’écoute tes messages vocaux. Pour y mettre fin, écris : n’écoute pas mes messages vocaux.',
      withdrawn: 'C’est noté : je n’écoute plus tes messages vocaux.',
    },
    speak: {
      question: (by) => `Puis-je t’envoyer parfois des messages vocaux ? La voix est produite par ${by}. Réponds oui ou non, s’il te plaît ; sans un oui j’écris seulement.`,
      agreed: 'C’est noté : parfois j’enverrai un message vocal. Pour y mettre fin, écris : ne m’envoie pas de messages vocaux.',
      withdrawn: 'C’est noté : désormais j’écris seulement.',
    },
  },
  it: {
    see: {
      question: (by) => `Posso guardare le immagini che mandi? Per questo le vede ${by}. Rispondi sì o no, per favore; senza un sì non ne apro nessuna.`,
      agreed: 'Annotato: d’ora in poi guardo le tue immagini. Per smettere, scrivi: non guardare le mie immagini.',
      withdrawn: 'Annotato: non apro più immagini.',
    },
    hear: {
      question: (by) => `Posso ascoltare i tuoi messaggi vocali? Li mette in parole ${by}. Rispondi sì o no, per favore; senza un sì non ne apro nessuno.`,
      agreed: 'Annotato: d’ora in poi ascolto i tuoi messaggi vocali. Per smettere, scrivi: non ascoltare i miei messaggi vocali.',
      withdrawn: 'Annotato: non ascolto più i tuoi messaggi vocali.',
    },
    speak: {
      question: (by) => `Posso mandarti ogni tanto messaggi vocali? La voce la fa ${by}. Rispondi sì o no, per favore; senza un sì scrivo soltanto.`,
      agreed: 'Annotato: ogni tanto manderò un messaggio vocale. Per smettere, scrivi: non mandarmi messaggi vocali.',
      withdrawn: 'Annotato: d’ora in poi scrivo soltanto.',
    },
  },
  pt: {
    see: {
      question: (by) => `Posso ver as imagens que envias? Para isso são mostradas a ${by}. Responde sim ou não, por favor; sem um sim não abro nenhuma.`,
      agreed: 'Anotado: a partir de agora vejo as tuas imagens. Para terminar, escreve: não vejas as minhas imagens.',
      withdrawn: 'Anotado: não abro mais imagens.',
    },
    hear: {
      question: (by) => `Posso ouvir as tuas mensagens de voz? São postas em palavras por ${by}. Responde sim ou não, por favor; sem um sim não abro nenhuma.`,
      agreed: 'Anotado: a partir de agora ouço as tuas mensagens de voz. Para terminar, escreve: não ouças as minhas mensagens de voz.',
      withdrawn: 'Anotado: não ouço mais as tuas mensagens de voz.',
    },
    speak: {
      question: (by) => `Posso enviar-te às vezes mensagens de voz? A voz é feita por ${by}. Responde sim ou não, por favor; sem um sim só escrevo.`,
      agreed: 'Anotado: às vezes envio uma mensagem de voz. Para terminar, escreve: não me envies mensagens de voz.',
      withdrawn: 'Anotado: a partir de agora só escrevo.',
    },
  },
}; // prettier-ignore

/** In the person's language, or in English where we have no wording. */
export function mediaConsentWords(language: string | null, kind: MediaConsentKind): Wording {
  return (all[language?.toLowerCase().split('-')[0] ?? 'en'] ?? english)[kind];
}

const noPictures = phrases([
  "don't/dont/do+not/never/stop ?ever look/looking at ?any ?of ?my pictures/photos/pics/images ?anymore .",
  "don't/dont/do+not/never open ?any ?of ?my pictures/photos/pics/images ?anymore .",
  'не смотри/смотрите/открывай/открывайте ?больше мои ?мои картинки/фото/фотографии .',
  'не дивись/дивіться/відкривай ?більше мої картинки/фото/світлини .',
  'schau/schaue/sieh/öffne ?dir ?bitte meine bilder/fotos nicht ?mehr ?an .',
  'no mires/abras ?más mis imágenes/fotos .',
  'ne regarde/ouvre pas/plus mes images/photos .',
  'non guardare/aprire ?più le mie immagini/foto .',
  'não vejas/abras ?mais as minhas imagens/fotos .',
]);

const noListening = phrases([
  "don't/dont/do+not/never/stop ?ever listen/listening to ?any ?of ?my voice messages/notes ?anymore .",
  "don't/dont/do+not/never/stop listen/listening to ?any ?of ?my voices/voicenotes/audios .",
  'не слушай/слушайте ?больше мои голосовые ?сообщения .',
  'не слухай/слухайте ?більше мої голосові ?повідомлення .',
  'hör/höre ?dir ?bitte meine sprachnachrichten nicht ?mehr ?an .',
  'no escuches ?más mis mensajes/audios ?de ?voz .',
  "n'écoute/écoute pas/plus mes messages/vocaux ?vocaux .",
  'non ascoltare ?più i miei messaggi/vocali ?vocali .',
  'não ouças ?mais as minhas mensagens ?de ?voz .',
]);

const noVoice = phrases([
  "don't/dont/do+not/never/stop ?ever send/sending ?me ?any voice messages/notes ?anymore .",
  'no ?more voice messages/notes ?please .',
  'не присылай/присылайте/отправляй ?мне ?больше голосовые/голосовых ?сообщений .',
  'не надсилай/надсилайте ?мені ?більше голосові/голосових ?повідомлень .',
  'schick/schicke/sende ?mir ?bitte keine sprachnachrichten ?mehr .',
  'no me envíes/mandes ?más mensajes/audios ?de ?voz .',
  "?ne m'envoie/envoie pas/plus ?de messages vocaux .",
  'non mandarmi/inviarmi ?più messaggi vocali .',
  'não me envies/mandes ?mais mensagens ?de ?voz .',
]);

/** Longer than this it is talk that has such words in it. */
const mostWords = 12;

/** What a person takes back of their own accord; null where they say nothing of the kind. */
export function readMediaWish(text: string): MediaConsentKind | null {
  const said = spoken(text);
  if (said.words.length > mostWords || said.words.includes('?') || said.quoted.includes(true)) return null;
  const whole = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  if (noPictures.has(whole)) return 'see';
  if (noListening.has(whole)) return 'hear';
  return noVoice.has(whole) ? 'speak' : null;
}
