/** Who makes the answers, and so reads what a person writes. */
export type Processor =
  | { readonly kind: 'service'; readonly name: string }
  /** A model that runs where the program runs. */
  | { readonly kind: 'own-machine' }
  /** No model at all: the prepared lines of the sandbox. */
  | { readonly kind: 'canned' };

interface Wording {
  readonly service: (name: string) => string;
  readonly ownMachine: string;
  readonly canned: string;
}

const english: Wording = {
  service: (name) => `the models of ${name}`,
  ownMachine: 'a model on their own machine',
  canned: 'a canned voice on this machine',
};

/** Each in the case that the sentence of the disclosure asks for (disclosure.ts). */
const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: {
    service: (name) => `сервис моделей ${name}`,
    ownMachine: 'модель на собственном компьютере оператора',
    canned: 'набор готовых фраз на этом компьютере',
  },
  uk: {
    service: (name) => `сервіс моделей ${name}`,
    ownMachine: 'модель на власному комп’ютері оператора',
    canned: 'набір готових фраз на цьому комп’ютері',
  },
  de: {
    service: (name) => `die Modelle von ${name}`,
    ownMachine: 'ein Modell auf einem eigenen Rechner',
    canned: 'vorbereitete Sätze auf diesem Rechner',
  },
  es: {
    service: (name) => `el servicio de modelos de ${name}`,
    ownMachine: 'un modelo en su propia máquina',
    canned: 'una voz de frases preparadas en esta máquina',
  },
  fr: {
    service: (name) => `les modèles de ${name}`,
    ownMachine: 'un modèle sur sa propre machine',
    canned: 'une voix de phrases préparées sur cette machine',
  },
  it: {
    service: (name) => `${name}, con i suoi modelli`,
    ownMachine: 'un modello sulla propria macchina',
    canned: 'una voce di frasi preparate su questa macchina',
  },
  pt: {
    service: (name) => `modelos de ${name}`,
    ownMachine: 'um modelo na própria máquina do responsável',
    canned: 'uma voz de frases preparadas nesta máquina',
  },
};

/** Who makes the answers, in the person's language, or in English where we have no wording. */
export function processorWords(processors: readonly Processor[], language: string | null): string {
  const code = language?.toLowerCase().split('-')[0] ?? 'en';
  const wording = wordings[code];
  const { service, ownMachine, canned } = wording ?? english;
  const names = processors.map((one) =>
    one.kind === 'service' ? service(one.name) : one.kind === 'canned' ? canned : ownMachine,
  );
  return new Intl.ListFormat(wording === undefined ? 'en' : code).format([...new Set(names)]);
}
