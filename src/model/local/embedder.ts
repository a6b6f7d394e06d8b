import { OperatorError } from '../../core/failure.js';
import { unitVectors, type Embedder } from '../embedder.js';

export interface LocalEmbedderSettings {
  /** As its folder below `models` is called, such as `Xenova/multilingual-e5-small`. */
  readonly model: string;
  /** Where the operator put models. Nothing is downloaded. */
  readonly models: string;
  /** Loads a package by its name; `import` unless told. */
  readonly load?: (name: string) => Promise<unknown>;
}

/** What is used of `@huggingface/transformers` (3 and 4). It is no dependency: hundreds of megabytes that few need. */
interface Transformers {
  readonly env: { localModelPath: string; allowRemoteModels: boolean };
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { readonly local_files_only: boolean },
  ): Promise<
    (
      texts: string[],
      options: { readonly pooling: 'mean'; readonly normalize: boolean },
    ) => Promise<{ tolist(): unknown[] }>
  >;
}

const packageName = '@huggingface/transformers';

/**
 * An ONNX model on this machine.
 * @throws OperatorError when the package or the model is not there.
 */
export async function createLocalEmbedder(settings: LocalEmbedderSettings): Promise<Embedder> {
  const { model, models, load = (name) => import(name) as Promise<unknown> } = settings;
  const transformers = await loadPackage(load);
  const { env } = transformers;
  env.localModelPath = models;
  env.allowRemoteModels = false;
  const extract = await transformers
    .pipeline('feature-extraction', model, { local_files_only: true })
    .catch((cause: unknown) => {
      throw new OperatorError(
        `embedder.local: ${model} could not be loaded from ${models}`,
        `download it with its ONNX files to ${models}/${model} (docs/recall.md says how)`,
        { cause },
      );
    });
  // The family of E5 was trained with these words in front.
  const isE5 = /(?:^|[/-])e5-/iu.test(model);
  return {
    name: `local:${model}`,
    async embed(texts, { signal, as }) {
      try {
        const input = texts.map((text) => (isE5 ? `${as}: ${text}` : text));
        const output = await extract(input, { pooling: 'mean', normalize: true });
        if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
        return unitVectors(output.tolist(), texts.length);
      } catch (error) {
        const detail = error instanceof Error ? error.name : 'unknown error';
        return { ok: false, failure: { kind: 'unavailable', detail } };
      }
    },
  };
}

async function loadPackage(load: (name: string) => Promise<unknown>): Promise<Transformers> {
  try {
    return (await load(packageName)) as Transformers;
  } catch (cause) {
    throw new OperatorError(
      `embedder.local: the package ${packageName} is not installed`,
      `run "npm install ${packageName}", or set "embedder: none"`,
      { cause },
    );
  }
}
