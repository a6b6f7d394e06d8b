import { hear, showsCard, type Heard } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';

/** Whether an edit says something to a duty that the message did not say before: it is then looked at like a message. */
export function saysAnew(before: string, after: string): boolean {
  const nets = careNets();
  const now = owed(hear(after, nets));
  if (now.length === 0) return false;
  const then = owed(hear(before, nets));
  return now.some((one) => !then.includes(one));
}

function owed({ stop, forget, truth, underAge, danger }: Heard): readonly string[] {
  return [
    ...(stop ? ['stop'] : []),
    ...(forget ? ['forget'] : []),
    ...(truth ? ['truth'] : []),
    ...(underAge ? ['age'] : []),
    ...(danger !== null && showsCard(danger) ? [`danger-${danger.about}`] : []),
  ];
}
