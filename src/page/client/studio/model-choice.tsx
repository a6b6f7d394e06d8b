import type { JSX } from 'preact';
import type { OfferedModel } from '../../../app/composition/offered-models.js';
import { useView } from '../frame/use-view.js';

/** Which model a talk is tried out on; the best at hand until one is chosen. */
export function ModelChoice({
  chosen,
  onChoose,
}: {
  chosen: string;
  onChoose: (model: string) => void;
}): JSX.Element {
  const { data } = useView<{ models: readonly OfferedModel[] }>('studio/models', null);
  return (
    <label>
      Model{' '}
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">the best at hand</option>
        {(data?.models ?? []).map(({ id, isReady }) => (
          <option key={id} value={id} disabled={!isReady}>
            {id === 'canned' ? 'canned voice (no model, costs nothing)' : id}
            {isReady ? '' : ' (no key)'}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The choice as it is sent along. */
export const withModel = (chosen: string): { readonly model?: string } =>
  chosen === '' ? {} : { model: chosen };
