/**
 * What sounds like a change of the plan and is about something else, by structure: whose event it is, what is moved, what
 * a negation denies. And the changes of a script that parts no words, where none of the other rules can see one.
 */

const theirs =
  /(?<!\p{L})(?:my|his|her|our|their) (?:\p{L}+ )?(?<who>\p{L}+)(?:'s|s') (?<what>(?:\p{L}+ ){0,1}\p{L}+)/iu;
const theirsBehind =
  /(?<!\p{L})(?<what>\p{L}+) (?:de (?:mi|ma|mon)|di mi[ao]|d[aoe] (?:minha|meu)|von (?:meiner|meinem)|meiner|meines|моей|моего|мого|моєї) (?<who>\p{L}+)/iu;

/** "My sister's flight was cancelled": somebody's who has no part in the plan. */
export function isSomebodyElses(clause: string, event: string, names: (words: string) => boolean): boolean {
  const { who, what } = (theirs.exec(clause) ?? theirsBehind.exec(clause))?.groups ?? {};
  if (who === undefined || what === undefined) return false;
  // "My flight's cancelled" has an "is" in it, and no owner.
  return names(what) && !names(who) && !event.toLowerCase().includes(who.toLowerCase());
}

/** A quality, the weather, a length: "the dinner won't be fancy", "it won't rain". */
const denied =
  /(?:won'?t|will not|isn'?t|not gonna|not going to|wird nicht|no va a|ne sera pas|non sarà|não vai) (?:be (?!there|able|happening|on\b|going|coming|held|open|back|here|around|free|available|taking|in town|at )|rain|snow|hurt|cost|take long|last|regnen|llover|pleuvoir|piovere|chover)|\bnot (?:a|the) (?:big|fancy|long|formal)|^\W*(?:but )?not (?:me|him|her|us|you|them)\W*$/iu;
/** To have no wish for something is not to have given it up. */
const reluctance =
  /(?:do|does|did)n'?t (?:really )?(?:want|feel like)|(?<!\p{L})не хоч\p{L}*|(?:will|mag) (?:da )?nicht|no quiero|ne veux pas|veux pas|non voglio|não quero|не хочу/iu;
const after =
  /any ?more|after all|больше|mehr(?!\p{L})|(?<!\p{L})(?:ya|plus|più|mais|більше|so i'?m not|decided)(?!\p{L})/iu;
/** The thing that was moved is furniture and no date. */
const movedThing =
  /(?<!\p{L})(?:moved|shifted|pushed|switched|changed|put|brought|rearranged) (?:the|a|an|my|our|his|her|some) (?<what>\p{L}+)/iu;
const dates =
  /^(?:date|time|day|week|month|year|hour|bit|couple|few|appointment|booking|reservation|meeting|thing|whole|plans?|event|slot|session|start|entire|\p{L}+day)$/iu;
/** Glad of it: the plan stands, whatever else fell through. */
const luckily =
  /(?<!\p{L})(?:luckily|thankfully|fortunately|good thing|glad|zum glück|por suerte|menos mal|heureusement|per fortuna|ainda bem|хорошо,? что|слава богу|на щастя|добре,? що)(?!\p{L})/iu;

/** What is called off is named, and it is something else: "i cancelled netflix". */
const calledOff =
  /(?<!\p{L}|(?:is|was|are|were|been|being|got|gets|get|be|'s|'re) )(?:cancel(?:l?ed|l?ing)?|skipp(?:ed|ing)|ditched|quit|postponed|rescheduled|scrapped) (?:the |my |our |an? |his |her |their )?(?<what>\p{Ll}{3,})/u;
const noThing =
  /^(?:it|that|this|them|everything|all|because|since|so|for|due|and|but|last|today|tonight|tomorrow|yesterday|sadly|again|after|with|the|by|until|till|cause|too|already|now|then|plans?|whole|entire|our|just|us|indefinitely|early|completely|without|when|again|thing|on|class|work|date|time|appointment|booking|reservation|trip)$/u;
/** "My hair won't stay up", "sam isn't on instagram": a negated verb that is no taking part. */
const negatedVerb =
  /(?<!\p{L})(?:can'?t|cannot|won'?t|couldn'?t|wouldn'?t) (?:really |even |actually )?(?<verb>\p{Ll}+)|(?:isn'?t|aren'?t) on (?<place>(?!any|for|after|now|at|this)\p{Ll}+)/u;
const participates =
  /^(?:make|come|go|be|do|attend|join|see|meet|play|run|fly|travel|host|have|hold|take|get|leave|happen|work|open|show|start|perform|find|afford|drive|walk|visit|manage|fit|book|accept|offer|spare|swing|let|move|give|keep|give|on|at|this|the|until|till|for|it|there|able|in|here|either|anymore|any|that|today|tomorrow|tonight|stand up|\p{L}+day|weekends?|after|because|sorry|so|now|anyway|me|us|him|her|them|you|due|operate|return|reach|arrive|bring|deliver|teach|sing|dance|watch|hike|swim|ride|sail|ski|cook for)$/u;

export function isNoChange(clause: string, names: (words: string) => boolean): boolean {
  if (denied.test(clause)) return true;
  const off = calledOff.exec(clause)?.groups?.['what'];
  if (off !== undefined && !noThing.test(off) && !names(off)) return true;
  const { verb, place } = negatedVerb.exec(clause)?.groups ?? {};
  if (place !== undefined && !/day$/u.test(place)) return true;
  if (verb !== undefined && !participates.test(verb) && !names(verb)) return true;
  if (reluctance.test(clause) && !after.test(clause)) return true;
  const what = movedThing.exec(clause)?.groups?.['what'];
  return what !== undefined && !dates.test(what) && !names(what);
}

/** Whether half a sentence says that the plan stands, to whoever reads the other half. */
export function isReassured(clause: string, isNamed: boolean): boolean {
  return isNamed && luckily.test(clause);
}

const chinese = {
  thought: /希望|如果|要是|会不会|万一|担心|差点|怕|别取消|不要取消|应该取消吗/u,
  kept: /没(?:有)?(?:取消|推迟|改期)|照常|还是(?:去|来|吃|见)|不(?:会)?取消/u,
  moved: /推迟|延期|改到|改成|改在|改期|提前到|挪到|换到|往后|调到|另约|下次(?:吧|再)|下周再/u,
  off: /取消|泡汤|黄了|吹了|作罢|告吹|放鸽子|爽约|反悔|不(?:去|来|能去)[^，。]{0,6}了|不(?:去|来|办|开|飞|参加|面试|考|吃|见|玩|看|搬|跑|演|走|用面试|用去)了|(?:来|去|赶|参加|到|演|跑)不(?:了|成)|没法(?:来|去|参加)|不能(?:来|去|参加)|有事(?:来|去)?不|招到人|票.{0,4}(?:卖|退|送)|(?:卖|退|送).{0,4}票|停(?:飞|办|课|赛)|算了/u,
} as const;

/** Of a clause in Chinese: what it does to the plan; null for nothing, and for a clause of another script. */
export function changeInChinese(clause: string): 'called-off' | 'moved' | 'stands' | null {
  if (!/\p{Script=Han}/u.test(clause) || /[?？吗呢]\s*$/u.test(clause)) return null;
  if (chinese.kept.test(clause)) return 'stands';
  if (chinese.thought.test(clause)) return null;
  if (chinese.moved.test(clause)) return 'moved';
  return chinese.off.test(clause) ? 'called-off' : null;
}
