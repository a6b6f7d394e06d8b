import { namesAReason } from './opener-ground.js';

/** Why an opener must not be sent as it is, for the model; null where nothing is wrong with it. */
export function reviewOpener(
  text: string,
  {
    earlier,
    mostWords,
    about,
  }: { readonly earlier: readonly string[]; readonly mostWords: number; readonly about: string },
): { readonly code: string; readonly reason: string } | null {
  const words = text.split(/\s+/u).length;
  if (text.trim() === '') return { code: 'opener-empty', reason: 'it says nothing' };
  if (narration.test(text)) {
    return { code: 'opener-narration', reason: 'it speaks about whether to write instead of writing' };
  }
  if (reproach.test(text)) return { code: 'opener-reproach', reason: 'it reproaches them for their silence' };
  if (presence.test(folded(text))) {
    return { code: 'opener-presence', reason: 'it only asks whether they are there' };
  }
  if (!namesAReason(text, about)) {
    return {
      code: 'opener-stock',
      reason: 'it says nothing of why you write now; name the thing it is about',
    };
  }
  if (words > mostWords)
    return { code: 'opener-long', reason: 'it is too long for a message nobody asked for' };
  if ((text.match(/[?？]/gu)?.length ?? 0) > mostQuestions) {
    return { code: 'opener-questions', reason: 'it asks too many questions at once' };
  }
  const own = folded(text);
  if (earlier.some((other) => folded(other) === own)) {
    return { code: 'opener-repeats', reason: 'you have written the same before' };
  }
  return null;
}

/** A person may be asked this much before they have said anything. */
const mostQuestions = 2;

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A model that was to write and thinks aloud instead (PEERS 2.1, items 2 and 14). */
const narration =
  /^\s*[[(*_]?\s*(?:no message|silence|silent|nothing to (?:send|say|report)|all clear|heartbeat_ok|no reply|none|n\/a|молчание|без сообщения|ничего не отправл)|\b(?:i (?:will|should|shall|won't|would) (?:not )?(?:disturb|message|write to|text|reach out to|contact) (?:him|her|them|the (?:user|person)))|\b(?:the user|the person|the character)\b|(?:не буду (?:его|её|ее|их) (?:беспокоить|тревожить|отвлекать))|пользовател/iu;

/** Guilt for not writing: the most common complaint about such messages, and the first thing nobody forgives. */
const reproach =
  /\byou (?:never|don't|didn't|haven't|still haven't) (?:write|text|reply|answer|respond|written|texted|replied|answered)|\b(?:why (?:didn't|don't|haven't|aren't) you (?:answer|reply|write|text|respond))|\b(?:are you )?(?:ignoring|avoiding) me\b|\bforgot(?:ten)? (?:about )?me\b|\b(?:been )?waiting for (?:your|you to) (?:reply|answer|message|write|text)|\bleft me (?:on read|hanging)|(?:почему|чего|ч[её]) (?:ты )?(?:не (?:отвечаешь|пишешь|ответил|написал)|молчишь)|ты (?:совсем |опять |так )?(?:не (?:пишешь|отвечаешь|ответил|написал)|молчишь|пропал|меня (?:игнор|забыл))|(?:забыл|забыла) (?:про|обо) (?:меня|мне)|жду (?:твоего|твой) ответ|warum (?:antwortest|schreibst) du nicht|por qué no (?:respondes|contestas|escribes)|pourquoi tu ne (?:réponds|écris)|perché non (?:rispondi|scrivi)|por que (?:você )?não (?:responde|escreve)|чому (?:ти )?(?:не (?:пишеш|відповідаєш)|мовчиш)/iu;

/** Looked for without marks, and with one space between words: what may be left out on both sides of the other must not overlap. */
const presence =
  /^(?:(?:hey|hi|hello|psst|yo) ?)?(?:(?:are you (?:there|awake|up|ok|okay)|you (?:there|awake|up)|anyone (?:there|home)|hello|привет|эй|ау) ?)?(?:ты (?:тут|здесь|спишь|где)|bist du da|estás ahí|tu es là|ci sei|você está aí|ти тут)?$/u;
