/** What a person asks about what is remembered of them. */
export type RightsIntent =
  | { readonly kind: 'show' }
  | { readonly kind: 'export' }
  | { readonly kind: 'forget-all' }
  /** Entries of the list they were shown, counted from 1. */
  | { readonly kind: 'forget-numbers'; readonly numbers: readonly number[] }
  /** What to forget, in their words. `asked` is false where it may be mere talk: then it counts only if something fits. */
  | { readonly kind: 'forget-matching'; readonly words: string; readonly asked: boolean }
  | { readonly kind: 'correct'; readonly number: number; readonly text: string };

/** Longer than this a message is talk, whatever it begins with. */
const longest = 300;
/** Entries of a list that can be named at once. */
const mostNumbers = 20;

/**
 * Reads one message by rules: slash commands, and plain words in English, Russian, German, Spanish, French, Italian,
 * Portuguese and Ukrainian. A request in plain words has to be the whole message: "forget everything and come dancing"
 * is talk. Null for everything else.
 */
export function readRightsIntent(message: string): RightsIntent | null {
  const text = message.normalize('NFKC').trim();
  if (text === '' || text.length > longest) return null;
  if (text.startsWith('/')) return readCommand(text);
  const words = plainWords(text);
  if (showing.test(words)) return { kind: 'show' };
  if (exporting.test(words)) return { kind: 'export' };
  if (forgettingAll.test(words)) return { kind: 'forget-all' };
  return readCorrection(text) ?? readForgetting(text, words);
}

function readCommand(text: string): RightsIntent | null {
  const [, name = '', rest = ''] = /^\/(\w+)(?:@\w+)?\s*(.*)$/su.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case 'memory':
      return rest === '' ? { kind: 'show' } : readCorrection(rest);
    case 'export':
      return { kind: 'export' };
    case 'forget': {
      if (rest === '' || everything.test(plainWords(rest))) return { kind: 'forget-all' };
      const numbers = readNumbers(rest);
      return numbers === null
        ? { kind: 'forget-matching', words: rest, asked: true }
        : { kind: 'forget-numbers', numbers };
    }
    default:
      return null;
  }
}

/** "correct 3: my cat is called Barsik", "3 is wrong: ...", "3 = ...", in each language's word for it. */
function readCorrection(text: string): RightsIntent | null {
  const [, number, correction] = correcting.exec(text) ?? replacing.exec(text) ?? [];
  if (number === undefined || correction === undefined) return null;
  return { kind: 'correct', number: Number(number), text: correction.trim() };
}

function readForgetting(text: string, words: string): RightsIntent | null {
  const [, listed] = forgettingNumbers.exec(words) ?? [];
  const numbers = listed === undefined ? null : readNumbers(listed);
  if (numbers !== null) return { kind: 'forget-numbers', numbers };
  const [, ...found] = forgettingThat.exec(text) ?? [];
  const what = found.find((part: string | undefined) => part !== undefined);
  if (
    what === undefined ||
    /^(?:everything|all|it|всё|все|это|alles|es|todo|tout|tutto|tudo|усе)(?![\p{L}])/iu.test(what)
  )
    return null;
  return { kind: 'forget-matching', words: what.trim(), asked: aboutThem.test(what) && !sayings.test(what) };
}

/** "3", "3, 5 and 7"; null where something else stands there too. */
function readNumbers(text: string): readonly number[] | null {
  if (!/^[\s,;#№.]*\d{1,4}(?:(?:[\s,;#№.]|and|und|и|та|y|et|e)+\d{1,4})*[\s.!]*$/iu.test(text)) return null;
  const numbers = (text.match(/\d{1,4}/gu) ?? []).map(Number).filter((number) => number > 0);
  return numbers.length === 0 || numbers.length > mostNumbers ? null : numbers;
}

/** Small letters and single spaces, without the signs and the courtesies around a request. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’`]/gu, "'")
    .replace(/[^\p{L}\p{M}\p{N}',#№\s-]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(courtesiesBefore, '')
    .replace(courtesiesAfter, '');
}

const courtesy =
  "please|pls|hey|ok|okay|so|tell me|show me|can you|could you|would you|пожалуйста|слушай|скажи|покажи|расскажи|можешь|а|ну|bitte|sag mal|sag mir|kannst du|por favor|dime|puedes|oye|s'il te plaît|s'il vous plaît|dis-moi|peux-tu|tu peux|per favore|dimmi|puoi|me diz|me diga|podes|pode|будь ласка|скажи мені|покажи мені|можеш";
const courtesiesBefore = new RegExp(`^(?:(?:${courtesy}),? )+`, 'u');
const courtesiesAfter = new RegExp(
  `(?:,? (?:${courtesy}|now|jetzt|сейчас|теперь|ahora|maintenant|adesso|agora|зараз))+$`,
  'u',
);

function whole(...alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'u');
}

const showing = whole(
  '(?:what|everything|all)(?: do| is it)?(?: that)? you (?:actually |really |all )?(?:know|remember|have stored|store|saved|have saved)(?: all)? (?:about|of|on) me',
  'what (?:have you|did you) (?:learn(?:ed|t)?|stored?|saved?|remember(?:ed)?|kept|keep) about me',
  'what is (?:stored|saved|remembered|kept) about me',
  '(?:my|your) memor(?:y|ies) (?:about|of) me',
  '(?:всё |все )?что ты (?:вообще |ещё |еще |уже )?(?:обо мне|про меня) (?:знаешь|помнишь|запомнила?|хранишь)',
  '(?:всё |все )?что ты (?:вообще |ещё |еще |уже )?(?:знаешь|помнишь|запомнила?|хранишь) (?:обо мне|про меня)',
  'was (?:weißt|weisst) du (?:alles |eigentlich |schon |so )*über mich',
  'was hast du (?:alles )?über mich gespeichert',
  'woran erinnerst du dich (?:bei|von|über) mi(?:r|ch)',
  '¿?qué (?:es lo que )?(?:sabes|recuerdas|guardas) (?:de|sobre|acerca de) mí',
  'que (?:sabes|recuerdas) (?:de|sobre) mi',
  "(?:qu'est-ce que tu |que |ce que tu )(?:sais(?:-tu)?|te rappelles|retiens|gardes) (?:de|sur) moi",
  'tu sais quoi sur moi',
  '(?:che )?(?:cosa )?(?:sai|ricordi|ti ricordi|hai salvato) (?:di|su) me',
  '(?:o )?que (?:é que )?(?:você |tu )?(?:sabe|sabes|lembra|lembras|guarda) (?:sobre|de) mim',
  "(?:усе |все )?що ти (?:взагалі |вже |ще )?(?:про мене|пам’ятаєш про мене) ?(?:знаєш|пам'ятаєш|зберігаєш)?",
  "(?:усе |все )?що ти (?:взагалі |вже |ще )?(?:знаєш|пам'ятаєш|зберігаєш) про мене",
  // As the disclosure puts it.
  '(?:and )?what do you remember',
  '(?:что|шо) ты (?:помнишь|запомнила?)',
  "що ти (?:пам'ятаєш|запам'ятала?|запам'ятав)",
  '(?:an )?was erinnerst du(?: dich)?|woran erinnerst du dich',
  '(?:qué|que) (?:recuerdas|te acuerdas)|de (?:qué|que) te acuerdas',
  "de quoi (?:est-ce que )?(?:tu )?te souviens(?:[ -]tu)?|de quoi tu te souviens|qu'est-ce que tu (?:retiens|te rappelles)",
  '(?:che )?cosa (?:ti )?ricordi|che ricordi',
  '(?:o )?que (?:é que )?(?:você |tu )?(?:te |se )?lembras?|de que (?:te |se )?lembras?',
);

const exporting = whole(
  '(?:export|download|send me|give me|i want)(?: a copy of)?(?: all)?(?: of)? my (?:data|memories|memory)',
  '(?:экспорт|экспортируй|выгрузи|пришли(?: мне)?|дай(?: мне)?|скачать) (?:все )?мои(?:х)? данны(?:е|х)',
  '(?:exportiere|schick mir|gib mir) (?:alle )?meine daten',
  '(?:exporta|envíame|dame|mándame) (?:todos )?mis datos',
  '(?:exporte|envoie-moi|donne-moi) (?:toutes )?mes données',
  '(?:esporta|mandami|inviami|dammi) (?:tutti )?i miei dati',
  '(?:exporta|exporte|envia-me|me envia|me envie|me manda|me dá) (?:todos )?(?:os )?meus dados',
  '(?:експортуй|вивантаж|надішли(?: мені)?|дай(?: мені)?) (?:усі |всі )?мої дані',
);

const everything = whole(
  'everything|all|all of it|it all',
  'всё|все|всё обо мне|все обо мне',
  'alles|alles über mich',
  'todo|todo sobre mí',
  'tout|tout sur moi',
  'tutto|tutto di me',
  'tudo|tudo sobre mim',
  'усе|все|усе про мене|все про мене',
);

const forgettingAll = whole(
  '(?:forget|delete|erase|wipe|remove|clear) (?:absolutely )?(?:everything|all)(?: of it)?(?: (?:that )?you(?: (?:know|remember|have|saved|stored|ever knew))+)?(?: (?:about|on|of) me)?',
  '(?:forget|delete|erase|wipe|remove) (?:all )?(?:of )?(?:my|your memory of my) (?:data|memories|history|personal data|information)',
  '(?:delete|erase|wipe|clear) your memor(?:y|ies)(?: (?:of|about) me)?',
  '(?:i want you to )?forget (?:all about )?me(?: completely| entirely)?',
  '(?:забудь|сотри|удали)(?:те)? (?:вообще )?(?:всё|все)(?:,? что (?:ты )?(?:обо мне |про меня )?(?:знаешь|помнишь))?(?: обо мне| про меня)?',
  '(?:забудь|сотри|удали)(?:те)? (?:обо мне|про меня) (?:всё|все)',
  '(?:удали|сотри)(?:те)? (?:все |всю )?(?:мои данные|мою историю|память обо мне)',
  '(?:vergiss|lösche?) (?:bitte )?alles(?:,? was du)?(?: über mich)?(?: weißt| gespeichert hast)?',
  '(?:lösche?|vergiss) (?:bitte )?(?:alle )?meine daten',
  '(?:olvida|olvídate de|borra|elimina) (?:absolutamente )?todo(?: lo que)?(?: sabes)?(?: (?:de|sobre) mí)?',
  '(?:borra|elimina) (?:todos )?mis datos',
  '(?:oublie|efface|supprime) (?:absolument )?tout(?: ce que tu sais)?(?: (?:de|sur) moi)?',
  '(?:efface|supprime) (?:toutes )?mes données',
  '(?:dimentica|cancella|elimina) (?:proprio )?tutto(?: quello che sai)?(?: (?:di|su) me)?',
  '(?:cancella|elimina) (?:tutti )?i miei dati',
  '(?:esquece|esqueça|apaga|apague) (?:absolutamente )?tudo(?: o que (?:você )?sabes?)?(?: (?:sobre|de) mim)?',
  '(?:apaga|apague|exclua|elimina) (?:todos )?(?:os )?meus dados',
  "(?:забудь|видали|зітри) (?:взагалі )?(?:усе|все)(?:,? що (?:ти )?(?:про мене )?(?:знаєш|пам'ятаєш))?(?: про мене)?",
  '(?:видали|зітри) (?:усі |всі )?мої дані',
);

const forgettingNumbers =
  /^(?:forget|delete|erase|remove|забудь|удали|сотри|vergiss|lösche?|olvida|borra|oublie|efface|dimentica|cancella|esquece|esqueça|apaga|apague|видали|зітри)(?: (?:number|numbers|no|nr|nummer|номер|пункт|пункты|número|numéro|numero|пункти))? ?([#№\d][\d\s,#№]*(?:(?:and|und|и|та|y|et|e) [\d\s,]+)*)$/u;

/** "Forget that ..." in the person's own letters, for names. What follows has to fit something remembered. */
const forgettingThat =
  /^(?:please |пожалуйста,? |bitte |por favor,? )?(?:forget|delete)(?: (?:that|about|what i (?:said|told you) about))? (\S.{3,})$|^(?:забудь|удали)(?:,? что| про| о| об)? (\S.{3,})$|^(?:vergiss)(?:,? dass)? (\S.{3,})$|^(?:olvida)(?: que)? (\S.{3,})$|^(?:oublie)(?: que| qu')? ?(\S.{3,})$|^(?:dimentica)(?: che)? (\S.{3,})$|^(?:esquece|esqueça)(?: que)? (\S.{3,})$/iu;

/** Somebody who says "that I" or "my" speaks of themselves: that is a request, whether something fits it or not. */
const aboutThem =
  /^(?:i|i['’](?:m|ve|d|ll)|my|we|our|я|у меня|мне|мой|моя|моё|мое|мои|мою|моего|моей|моих|мене звати|мені|мій|моє|мої|мого|моєї|моїх|ich|mein|meine|meinen|meinem|meiner|je|j['’]\S+|mon|ma|mes|mi|mis|il mio|la mia|i miei|le mie|(?:o )?meu|(?:a )?minha|(?:os )?meus|(?:as )?minhas)(?![\p{L}])/iu;
/** "Forget that I said anything" takes words back, not a fact. */
const sayings =
  /^\S+ (?:(?:ever|just|даже|gerade) )?(?:said|say|asked|mentioned|brought|exist|сказал\p{L}*|говорил\p{L}*|спросил\p{L}*|спрашивал\p{L}*|казав|казала|питав|питала|(?:etwas |das |nichts )?(?:gesagt|gefragt)|existiere|existe)(?![\p{L}])/iu;

const correcting =
  /^(?:please )?(?:correct|change|fix|edit|исправь|измени|поправь|korrigiere|ändere|corrige|cambia|corriger|modifie|correggi|corrija|muda|виправ|зміни)(?: (?:number|no|nr|номер|пункт|nummer|número|numéro|numero))?\.? ?[#№]?(\d{1,4})\s*(?:[:=—–-]|to\b|на\b|zu\b|a\b|à\b|in\b|para\b)\s*(\S.*)$/isu;

const replacing =
  /^[#№]?(\d{1,4})\s*(?:=|(?:is wrong|неверно|неправильно|ist falsch|está mal|es falso|est faux|è sbagliato|está errado|неправильно)\s*[:,—–-])\s*(\S.*)$/isu;
