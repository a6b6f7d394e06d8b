/** What a call hands over when its caller goes away before the first byte came. */
export type LetGo = (firstByte: Promise<void>) => void;

/**
 * Servers that load a model when it is first asked for (Ollama, LM Studio) stop loading when the one who asked goes away,
 * and begin anew with the next request ("client connection closed before server finished loading, aborting load",
 * ollama issue 8006). So a request that nobody waits for any more is kept open until its first byte, and whoever asks for
 * the same model meanwhile waits for it instead of asking beside it.
 */
export class LoadingWatch {
  private readonly open = new Map<string, Set<Promise<void>>>();

  letGo(model: string): LetGo {
    return (firstByte) => {
      const ofModel = this.open.get(model) ?? new Set();
      this.open.set(model, ofModel);
      const known = firstByte.finally(() => {
        ofModel.delete(known);
      });
      ofModel.add(known);
    };
  }

  /** Resolves when no abandoned request for the model waits for its first byte; false when the signal came before that. */
  async free(model: string, signal: AbortSignal): Promise<boolean> {
    const ofModel = this.open.get(model);
    if (ofModel === undefined || ofModel.size === 0) return !signal.aborted;
    let onAbort = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      onAbort = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
    });
    while (ofModel.size > 0 && !signal.aborted) await Promise.race([gone, ...ofModel]);
    signal.removeEventListener('abort', onAbort);
    return !signal.aborted;
  }
}
