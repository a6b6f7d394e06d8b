import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A button that says what it will do before it does it. */
export function AskFirst({
  label,
  question,
  yes,
  onYes,
  kind = 'plain',
}: {
  label: string;
  question: ComponentChildren;
  yes: string;
  onYes: () => void;
  kind?: 'plain' | 'danger';
}): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isAsking) dialog.current?.showModal();
  }, [isAsking]);
  return (
    <>
      <button type="button" class={kind} onClick={() => setAsking(true)}>
        {label}
      </button>
      {isAsking ? (
        <dialog ref={dialog} onClose={() => setAsking(false)} aria-label={label}>
          <div class="question">{question}</div>
          <div class="buttons">
            <button type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button
              type="button"
              class={kind === 'danger' ? 'danger' : 'main'}
              onClick={() => {
                dialog.current?.close();
                onYes();
              }}
            >
              {yes}
            </button>
          </div>
        </dialog>
      ) : null}
    </>
  );
}
