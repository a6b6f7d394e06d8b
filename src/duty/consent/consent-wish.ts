import { phrases, type Phrases } from '../text/phrases.js';
import { spoken } from '../text/spoken.js';

/** What a person says of their own accord about what may be remembered. */
export interface ConsentWish {
  readonly kind: 'memory' | 'special-categories';
  readonly state: 'agreed' | 'withdrawn';
}

/** Longer than this it is talk that has such words in it. */
const mostWords = 14;

const personal: Readonly<Record<string, string>> = {
  en: 'anything+personal/personal+things/personal+stuff/private+things/private+stuff/my+health/my+illness/my+religion/my+faith/my+politics/my+sexuality/my+love+life',
  ru: 'личное/личного/о+личном/моё+здоровье/моем+здоровье/здоровье/здоровья/веру/вере/политику',
  uk: 'особисте/особистого/здоров’я/віру/політику',
  de: 'persönliches/privates/meine+gesundheit/meinen+glauben/meine+religion/meine+politik',
  es: 'cosas+personales/lo+personal/nada+personal/mi+salud/mi+religión/mi+fe',
  fr: 'personnel/choses+personnelles/ma+santé/ma+religion/ma+foi',
  it: 'cose+personali/personale/mia+salute/mia+religione/mia+fede',
  pt: 'coisas+pessoais/pessoal/minha+saúde/minha+religião/minha+fé',
};

const withdrawnSpecial = phrases(
  [
    "don't/dont/do+not/never/stop/no ?more ?keep remember/save/store/keep/note/remembering/saving/storing ?any ?anything ?things ?about ?the $en",
    'не запоминай/запоминайте/сохраняй/помни/храни ?ничего ?моё $ru',
    'не запам’ятовуй/зберігай/пам’ятай ?нічого ?моє $uk',
    'merk/merke/speicher/speichere ?dir nichts ?über ?von ?mehr $de',
    'merk/merke dir nicht ?mehr $de',
    'no recuerdes/guardes ?más ?nada ?de ?sobre $es',
    'ne retiens/garde/mémorise/te+souviens rien/pas ?plus ?de ?sur ?les ?mes ?des $fr',
    'non ricordare/conservare/salvare ?più ?niente ?nulla ?di ?sulla ?la ?le $it',
    'não te/se lembres/lembre/guardes/guarde ?mais ?de ?nada ?sobre ?a $pt',
    'não guardes/guarde ?mais ?de ?nada ?sobre ?a $pt',
  ],
  personal,
);

const withdrawnMemory = phrases([
  "don't/dont/do+not/never remember/save/store/keep/memorize/memorise ?a anything/things/stuff/any+memories/what+i+say/what+i+tell+you ?about ?of ?me ?i ?tell ?you ?any ?more ?anymore .",
  'stop remembering/saving/storing/memorizing ?anything ?things ?stuff ?what ?everything ?i ?say ?tell ?you ?about ?me .',
  'no/turn+off/switch+off ?the ?your memory ?please .',
  'без памяти .',
  'ничего ?обо ?про ?мне ?меня не запоминай/запоминайте/помни/сохраняй/сохраняйте',
  'не запоминай/запоминайте/сохраняй/сохраняйте ничего/это/меня/то ?обо ?про ?мне ?меня ?что ?я ?говорю',
  'перестань ?всё ?меня запоминать/сохранять',
  'не запоминай/запоминайте ?больше .',
  'нічого ?про ?мене не запам’ятовуй/запам’ятовуйте/зберігай',
  'не запам’ятовуй/запам’ятовуйте/зберігай нічого/це/мене/те ?про ?мене',
  'не запам’ятовуй ?більше .',
  'перестань ?все запам’ятовувати/зберігати',
  'merk/merke/speicher/speichere/behalte ?dir ?bitte nichts ?mehr ?über/von ?mich ?mir .',
  'merk/merke dir ?bitte nichts ?mehr ?über ?von ?mich ?mir .',
  'hör auf dir/dinge/sachen ?sachen ?dinge ?über ?mich ?zu merken/speichern',
  'ohne gedächtnis/erinnerung .',
  'no recuerdes/guardes/memorices ?más nada ?de ?sobre ?mí ?más .',
  'deja/deje de recordar/guardar/memorizar ?cosas ?nada ?todo ?lo ?que ?digo ?de ?sobre ?mí',
  'ne retiens/garde/mémorise/enregistre ?plus rien/plus ?sur ?de ?moi .',
  "ne te souviens ?plus de rien ?sur ?de ?moi",
  'arrête de retenir/mémoriser/enregistrer',
  'non ricordare/memorizzare/salvare/conservare ?più niente/nulla ?di ?su ?me .',
  'smetti/smettila di ricordare/memorizzare/salvare',
  'não te/se lembres/lembre ?mais de nada ?sobre ?de ?mim .',
  'não guardes/guarde/memorizes/memorize ?mais nada ?sobre ?de ?mim .',
  'pare/para de lembrar/guardar/memorizar/salvar',
]); // prettier-ignore

const agreedMemory = phrases([
  'you may/can remember ?me ?things ?stuff ?what ?everything ?i ?tell ?you ?about ?me ?again .',
  'remember things ?about me again/from+now ?on .',
  'можешь ?снова ?опять ?всё запоминать/помнить ?обо ?про ?мне ?меня ?всё .',
  'можеш ?знову запам’ятовувати/пам’ятати ?про ?мене ?все .',
  'du darfst/kannst dir ?wieder ?alles ?dinge ?sachen ?etwas ?über ?mich merken',
  'puedes recordar/guardar ?lo ?que ?te ?cuento ?cosas ?de ?sobre ?mí ?otra+vez .',
  'tu peux ?te ?de ?retenir/souvenir/mémoriser ?ce ?que ?je ?te ?dis ?des ?choses ?sur ?de ?moi ?à+nouveau .',
  'puoi ricordare/memorizzare ?cose ?quello ?che ?ti ?dico ?di ?su ?me ?di+nuovo .',
  'podes/pode ?te ?se lembrar/guardar ?te ?se ?de ?coisas ?o ?que ?eu ?digo ?sobre ?mim ?outra+vez .',
]); // prettier-ignore

/** "I don't remember anything" tells; "don't remember anything" asks. */
const tellers: ReadonlySet<string> = new Set([
  'i',
  'we',
  'you',
  'u',
  'they',
  'people',
  'who',
  'still',
  'realy',
]);

/** A wish of a short message that is no question and holds no quotation; null for everything else. */
export function readConsentWish(text: string): ConsentWish | null {
  const said = spoken(text);
  const length = said.words.length;
  if (length > mostWords || said.words.includes('?') || said.quoted.includes(true)) return null;
  const whole = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  const asks = (list: Phrases) =>
    list.find(whole).some(({ start }) => !tellers.has(whole.words[start - 1] ?? ''));
  if (asks(withdrawnSpecial)) return { kind: 'special-categories', state: 'withdrawn' };
  if (asks(withdrawnMemory)) return { kind: 'memory', state: 'withdrawn' };
  return agreedMemory.has(whole) ? { kind: 'memory', state: 'agreed' } : null;
}
