/** Said with the first voice message and the first picture to somebody, and again after three hours of them. */
interface MadeLines {
  readonly voice: string;
  readonly picture: string;
}

const english: MadeLines = {
  voice: 'This voice is made by a computer.',
  picture: 'Pictures of me are made by a computer, not taken.',
};

const all: Readonly<Record<string, MadeLines>> = {
  en: english,
  ru: {
    voice: 'Этот голос создан компьютером.',
    picture: 'Мои картинки созданы компьютером, это не снимки.',
  },
  uk: {
    voice: 'Цей голос створено комп’ютером.',
    picture: 'Мої картинки створено комп’ютером, це не знімки.',
  },
  de: {
    voice: 'Diese Stimme macht ein Computer.',
    picture: 'Bilder von mir sind vom Computer gemacht, nicht aufgenommen.',
  },
  es: {
    voice: 'Esta voz la hace un ordenador.',
    picture: 'Mis imágenes están hechas por ordenador, no son fotos.',
  },
  fr: {
    voice: 'Cette voix est produite par un ordinateur.',
    picture: 'Mes images sont faites par ordinateur, ce ne sont pas des photos.',
  },
  it: {
    voice: 'Questa voce è fatta da un computer.',
    picture: 'Le mie immagini sono fatte al computer, non sono foto.',
  },
  pt: {
    voice: 'Esta voz é feita por um computador.',
    picture: 'As minhas imagens são feitas por computador, não são fotografias.',
  },
};

/** In the person's language, or in English where we have no wording. */
export function madeLines(language: string | null): MadeLines {
  return all[language?.toLowerCase().split('-')[0] ?? 'en'] ?? english;
}
