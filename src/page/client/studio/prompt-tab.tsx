import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PreviewedText } from '../../studio/characters.js';
import { problemOf, send, type Problem } from '../frame/api.js';
import { Card } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { count } from '../frame/words.js';

const turns = [1, 20, 100] as const;

/** The prompt as a model would see it, at the beginning of a talk and later. */
export function PromptTab({ path, text }: { path: string; text: () => string }): JSX.Element {
  const { session } = usePage();
  const [turn, setTurn] = useState<number>(1);
  const [shown, setShown] = useState<PreviewedText | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isOver = false;
    send<PreviewedText>(session, `${path}/preview`, { text: text(), turn })
      .then((preview) => {
        if (isOver) return;
        setShown(preview);
        setProblem(null);
      })
      .catch((cause: unknown) => {
        if (!isOver) setProblem(problemOf(cause));
      });
    return () => {
      isOver = true;
    };
  }, [session, path, text, turn]);
  const tokens = shown?.prompt.notes.reduce((sum, note) => sum + note.tokens, 0) ?? 0;
  return (
    <Card
      title="Prompt"
      aside={
        <label>
          At turn{' '}
          <select value={turn} onChange={(event) => setTurn(Number(event.currentTarget.value))}>
            {turns.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {problem === null ? null : (
        <p class="trouble" role="alert">
          {problem.message}
        </p>
      )}
      {shown === null ? null : (
        <>
          <p class="note">
            {shown.prompt.notes.map(({ layer, tokens: own }) => `${layer} ${count(own)}`).join(' · ')}:{' '}
            {count(tokens)} tokens in all, estimated; the talk before it is made up.
          </p>
          {[
            ...shown.prompt.system.map((block) => ({ role: 'system', ...block })),
            ...shown.prompt.messages,
          ].map((block, at) => (
            <div key={at} class="told">
              <span class="what">{block.role}</span>
              <pre tabIndex={0}>{block.text}</pre>
              {block.cache === undefined ? null : <p class="cache">cache breakpoint ({block.cache})</p>}
            </div>
          ))}
        </>
      )}
    </Card>
  );
}
