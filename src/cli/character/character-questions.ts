import { OperatorError } from '../../core/failure.js';
import { LineAsker } from '../terminal/ask-line.js';
import type { AnswersDraft } from './character-answers.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** Asks for what a new character needs. Questions go to standard error; an empty answer takes what stands in brackets. */
export async function askForAnswers(surroundings: Surroundings): Promise<AnswersDraft> {
  const asker = new LineAsker(surroundings, surroundings.stderr);
  const ask = async (question: string, byDefault?: string): Promise<string> => {
    const hint = byDefault === undefined || byDefault === '' ? '' : ` [${byDefault}]`;
    for (;;) {
      const answer = await asker.ask(`${question}${hint}: `);
      if (answer === null) {
        throw new OperatorError(
          'the answers ended before the questions did',
          'answer at a terminal, or with --from answers.yaml',
        );
      }
      const given = answer.trim() || byDefault;
      if (given !== undefined) return given;
    }
  };
  const list = async (question: string): Promise<string[]> =>
    split(await ask(`${question}, with commas between`, ''));
  const lines = async (question: string): Promise<string[]> => {
    const found: string[] = [];
    for (;;) {
      const line = await ask(found.length === 0 ? question : '  another, or nothing', '');
      if (line === '') return found;
      found.push(line);
    }
  };
  try {
    return {
      name: await ask('What is it called'),
      languages: split(await ask('Which languages does it write, its own first (codes)', 'en')),
      timeZone: await ask('Which time zone does it live in', 'UTC'),
      summary: await ask('Who is it, in two or three sentences'),
      traits: await list('What is it like'),
      values: await list('What does it hold dear'),
      history: await lines('Where does it come from, one fact a line (an empty line ends)'),
      boundaries: await lines('What does it never do, one thing a line (an empty line ends)'),
      style: await ask('How does it write, in one sentence'),
      samples: await lines('Lines it would really send, five or more (an empty line ends)'),
      rules: await lines('Rules for how it behaves (an empty line ends)'),
      about: await lines(
        'What would it write about first; nothing if it never writes first (an empty line ends)',
      ),
      wake: await ask('When does it wake', '08:00'),
      sleep: await ask('When does it go to sleep', '23:30'),
    };
  } finally {
    asker.close();
  }
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
