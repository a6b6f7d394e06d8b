/** The language to speak of duties in: what the person writes in, else what their app says, else none known. */
export function languageOf(text: string, appLanguage: string | null): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > letters) return 'ru';
  return appLanguage;
}
