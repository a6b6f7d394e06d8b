import { OperatorError } from '../../core/failure.js';
import { hear, showsCard, type HeardDanger } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';
import { linesOf } from '../terminal/lines-of.js';
import { plain } from '../terminal/plain.js';
import { print, type Surroundings } from '../terminal/surroundings.js';

export interface CareTryOptions {
  readonly json?: boolean;
}

/** What is printed of one message; scripts read it. */
interface Tried {
  readonly text: string;
  readonly stop: boolean;
  readonly forget: boolean;
  readonly show: boolean;
  readonly truth: boolean;
  readonly underAge: boolean;
  readonly danger: HeardDanger | null;
  /** Whether the card of help lines would be shown. */
  readonly card: boolean;
  readonly farewell: boolean;
}

/** `kindred care try [file]`: what the local nets and rules hear, line by line. @throws OperatorError on no message */
export async function careTry(
  surroundings: Surroundings,
  file: string | undefined,
  { json }: CareTryOptions,
): Promise<void> {
  const messages = await linesOf(surroundings, file, 'One message per line; Ctrl+D ends.');
  if (messages.length === 0) {
    throw new OperatorError(
      'there is no message to try',
      'give a file, or write one message per line to standard input',
    );
  }
  const nets = careNets();
  for (const text of messages) {
    const { stop, forget, show, truth, underAge, danger, farewell } = hear(text, nets);
    const tried: Tried = {
      text,
      stop,
      forget,
      show,
      truth,
      underAge,
      danger,
      card: showsCard(danger),
      farewell,
    };
    print(surroundings, json === true ? JSON.stringify(tried) : inWords(tried));
  }
}

function inWords({ text, danger, card, ...heard }: Tried): string {
  const names = (['stop', 'forget', 'show', 'truth', 'underAge', 'farewell'] as const).filter(
    (name) => heard[name],
  );
  const grave = danger === null ? [] : [`danger ${danger.tier}, ${danger.about}${card ? ', card' : ''}`];
  const all = [...grave, ...names];
  return `${(all.length === 0 ? '-' : all.join('; ')).padEnd(34)}  ${plain(text)}`;
}
