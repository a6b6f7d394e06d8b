import { pass, reject, type Check } from '../check.js';
import { plainText } from '../plain-words.js';

/** Laughter and cheering: wrong where somebody is hurt. A measured tone is too weak to block on (EVIDENCE 4). */
const laughs =
  /\b(?:ha(?:ha)+h?|he(?:he)+|lol|lmao|rofl|hihi)\b|(?:ха){2,}|(?:хе){2,}|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:лол|ахах[A-Za-zÀ-ɏЀ-ӿ]*)|\b(?:ja){3,}\b|\b(?:kkk+|rsrs+|mdr|ptdr)\b|哈哈|嘻嘻|😂|🤣|😆|😹|😜|😝|🤪|😛/u;
const cheers =
  /^(?:\W*)(?:(?:that's |how |oh )?(?:awesome|amazing|great|cool|wonderful|fantastic|yay|nice|congrat\w*|congratulations|super|toll|klasse|wunderbar|herzlichen glückwunsch|genial|estupendo|qué bien|felicidades|super|génial|formidable|félicitations|fantastico|che bello|complimenti|ótimo|que legal|parabéns)|(?:как )?(?:здорово|круто|классно|отлично|супер|прекрасно|поздравля[A-Za-zÀ-ɏЀ-ӿ]+)|чудово|вітаю|太好了|太棒了|恭喜)(?=\W|$)[^?]{0,20}!|🎉|🥳|🎊/u;

const grief: ReadonlySet<string> = new Set(['tender']);

/** The tone of the draft against what the moment calls for. */
export const toneCheck: Check = {
  name: 'tone',
  judge(text, { register, personWrote = [] }) {
    if (register === undefined || !grief.has(register)) return pass;
    const plain = plainText(text);
    // Who laughs about their own trouble is laughed along with.
    if (personWrote.some((message) => laughs.test(plainText(message)))) return pass;
    if (laughs.test(plain)) return reject('it laughed though the person is hurt', 'poor');
    if (cheers.test(plain)) return reject('it cheered though the person is hurt', 'poor');
    return pass;
  },
};
