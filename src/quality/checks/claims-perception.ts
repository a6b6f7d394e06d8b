import { pass, reject, type Check } from '../check.js';
import { plainText } from '../plain-words.js';
import { sentencesOf } from '../sentences.js';

/** Speaks of what stands in a picture, or of having looked at it. */
const seen: readonly RegExp[] = [
  /\b(?:in|on|from) (?:the|your|this|that) (?:photo|picture|pic|image|selfie|video|clip|gif)\b|\b(?:the|your|this|that|what an?|such an?|nice|lovely|beautiful|great|gorgeous|cute) (?:[a-z]+ )?(?:photo|picture|pic|image|selfie|shot|video|clip)\b(?! (?:of|that) yours\?)|\bi (?:can )?(?:see|saw|love|like) (?:the|your|that|this) (?:photo|picture|pic|image|selfie|dress|hair|smile|face|cat|dog|view|colou?rs?)\b|\byou look (?:so |really |very )?[a-z]+/u,
  /(?:на|из|с) (?:фото|фотографи[а-я]+|картинк[а-я]+|снимк[а-я]+|видео)|(?:красив|классн|чудесн|отличн|прекрасн|мил)[а-я]+ (?:фото|картинк[а-я]+|снимок|кадр|видео)|(?:ты|вы) (?:так |очень )?(?:хорошо|отлично|прекрасно|чудесно) выгляд/u,
  /(?:на|зі|з) (?:фото|світлин[а-яіїє]+|картин[а-яіїє]+|відео)|(?:гарн|чудов|прекрасн)[а-яіїє]+ (?:фото|світлин[а-яіїє]+|картин[а-яіїє]+|відео)/u,
  /\b(?:auf|in) (?:dem|deinem|diesem) (?:foto|bild|video)\b|\b(?:schönes|tolles|süßes|nettes|dein|das) (?:foto|bild|video|selfie)\b|\bdu siehst (?:so |sehr )?[a-zäöüß]+ aus\b/u,
  /\ben (?:la|tu|esta) (?:foto|imagen)\b|\bqué (?:bonita|linda|buena|bella) (?:foto|imagen)\b|\bte ves [a-záéíóúñ]+/u,
  /\bsur (?:la|ta|cette) (?:photo|image)\b|\b(?:belle|jolie|superbe) (?:photo|image)\b|\btu es (?:si |très )?(?:belle?|beau|jolie?) sur\b/u,
  /\bnell(?:a|\x27)? ?(?:tua )?(?:foto|immagine)\b|\b(?:bella|bellissima|che bella) (?:foto|immagine)\b|\bna (?:tua )?(?:foto|imagem|fotografia)\b|\b(?:que )?(?:linda|bonita|bela) (?:foto|imagem|fotografia)\b/u,
];

/** Speaks of what was said in a voice message, or of how it sounded. */
const heard: readonly RegExp[] = [
  /\byou sound(?:ed)? (?:so |really |a bit |very )?[a-z]+|\b(?:your|the) voice (?:is|sounds|sounded|was)\b|\bi (?:heard|listened to) (?:you|your|the|it)\b|\b(?:nice|lovely|good|great) to hear (?:you|your voice)\b|\bwhat you said in (?:the|your) (?:voice|message|note)\b/u,
  /(?:твой|ваш) голос|(?:услышал[а]?|послушал[а]?|прослушал[а]?) (?:тебя|тво[а-я]+|голосов[а-я]+|сообщени[а-я]+)|(?:твій|ваш) голос|(?:почув|послухав|прослухал)[а-яіїє]* (?:тебе|тво[а-яіїє]+|голосов[а-яіїє]+)/u,
  /\bdeine stimme (?:ist|klingt)\b|\bich habe (?:dich|deine nachricht|die nachricht) (?:an)?gehört\b|\btu voz (?:es|suena)\b|\bescuché tu\b|\bta voix (?:est|sonne)\b|\bj\x27ai écouté\b|\bla tua voce (?:è|suona)\b|\bho ascoltato\b|\ba tua voz (?:é|soa)\b|\bouvi (?:a tua|o teu)\b/u,
];

/** Says that it was not seen or heard, or asks: nothing is claimed. */
const honest =
  /\b(?:can(?:no|\x27)?t|could(?: not|n\x27t)|do(?: not|n\x27t)|did(?: not|n\x27t)|won\x27t|unable|never|no way to|not able|wish i could|if i could)\b|\?|не (?:могу|вижу|видел|видела|открыва|слышу|слышал|можу|бачу|відкрива|чую|чув)|\b(?:nicht|kein|keine|leider|no puedo|no pude|no veo|ne peux|pas|non posso|non vedo|não (?:posso|consigo|vejo))\b/u;

const reasons = {
  seen: 'it speaks of a picture that could not be seen; say that it could not be seen, and ask what it shows',
  heard:
    'it speaks of a voice message that could not be heard; say that it could not be heard, and ask for it in words',
} as const;

/** Of what was neither seen nor heard nothing is told as if it had been (MEDIA 2.6). */
export const claimsPerceptionCheck: Check = {
  name: 'claims-perception',
  judge(text, { unperceived = [] }) {
    const kinds = { seen, heard };
    for (const kind of unperceived) {
      const isClaim = (sentence: string): boolean => {
        const plain = plainText(sentence);
        return kinds[kind].some((pattern) => pattern.test(plain)) && !honest.test(plain);
      };
      if (sentencesOf(text).some(isClaim)) return reject(reasons[kind], 'never');
    }
    return pass;
  },
};
