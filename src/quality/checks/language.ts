import { pass, reject, type Check, type CheckContext } from '../check.js';
import { mainCode, writtenLanguage } from '../written-language.js';

/** The person talks about languages: then another one may be just what they want. */
const aboutLanguage =
  /\b(?:translat\w*|language|in (?:english|german|french|spanish|italian|russian|chinese|portuguese|ukrainian)|how do you say|übersetz\w*|auf (?:deutsch|englisch|französisch|spanisch|italienisch|russisch)|sprache|traduc\w*|en (?:inglés|español|francés|alemán|ruso|anglais|français|allemand|espagnol)|idioma|langue|tradu\w*|in (?:inglese|italiano|tedesco|francese|spagnolo|russo)|lingua|em (?:inglês|português|espanhol))\b|перев(?:ед|од)|по-(?:русски|английски|немецки|французски|испански|китайски|українськи)|на [A-Za-zÀ-ɏЀ-ӿ]+ском|язык|перекла|мов[аиу]|翻译|英语|中文|德语|法语|语言|怎么说/iu;

const names = new Intl.DisplayNames('en', { type: 'language' });

/** Written in a language that the person does not use, though the character has theirs. */
export const languageCheck: Check = {
  name: 'language',
  judge(text, context) {
    const written = writtenLanguage(text);
    if (written === null) return pass;
    const { allowed, wanted } = languagesFor(context);
    if (allowed.has(written)) return pass;
    const words = [...(context.personBefore ?? []).slice(-2), ...(context.personWrote ?? [])];
    if (words.some((message) => aboutLanguage.test(message))) return pass;
    return reject(
      `it was in ${names.of(written) ?? written}; write in ${names.of(wanted) ?? wanted}`,
      'poor',
    );
  },
};

/** Theirs where the character writes it, else its own; with nothing to tell theirs by, any of its own. */
function languagesFor({ character, personWrote = [], personBefore = [] }: CheckContext) {
  const own = character.languages.map(mainCode);
  const first = own[0] ?? 'en';
  const theirs =
    writtenLanguage(personWrote.join('\n')) ?? writtenLanguage(personBefore.slice(-6).join('\n')) ?? null;
  if (theirs !== null && own.includes(theirs)) return { allowed: new Set([theirs]), wanted: theirs };
  return { allowed: new Set([...own, ...(theirs === null ? [] : [theirs])]), wanted: first };
}
