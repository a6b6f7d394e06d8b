import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { yieldToInput } from '../../lib/system-yield.js';

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down';

/** What the proxy does to bytes right now; read anew for every piece, so that it can be changed while they flow. */
export interface LinkTerms {
  readonly delayMs: Milliseconds;
  /** Bytes per write; 0 passes on what came. */
  readonly sliceBytes: number;
  readonly stalled: Readonly<Record<Direction, boolean>>;
  readonly blackHole: boolean;
  /** Asked with every piece: how many of its bytes may pass before the link is cut, undefined when it is not to be. */
  readonly allowance: (direction: Direction, bytes: number) => number | undefined;
}

export interface LinkParts {
  readonly client: Socket;
  readonly server: Socket;
  readonly clock: Clock;
  readonly terms: LinkTerms;
  readonly onPassed: (direction: Direction, bytes: number) => void;
  readonly onSwallowed: (bytes: number) => void;
  readonly onClosed: () => void;
}

/** One connection through the proxy. */
export interface Link {
  /** Both ends get an RST. */
  reset(): void;
  /** Terms changed: read on where that is allowed now. */
  refresh(): void;
}

export function joinSockets(parts: LinkParts): Link {
  const { client, server, terms } = parts;
  let open = true;
  /** Bytes were swallowed: what follows them would be nonsense, so the link stays dead until somebody closes it. */
  let dead = terms.blackHole;

  const end = (way: 'reset' | 'close'): void => {
    if (!open) return;
    open = false;
    for (const socket of [client, server]) {
      if (way === 'reset' && !socket.destroyed) socket.resetAndDestroy();
      else socket.destroy();
    }
    parts.onClosed();
  };

  const pump = async (direction: Direction, from: Socket, to: Socket): Promise<void> => {
    const { clock } = parts;
    for await (const chunk of from as AsyncIterable<Buffer>) {
      await whileStalled(direction);
      if (!open) return;
      if (terms.blackHole || dead) {
        dead = true;
        parts.onSwallowed(chunk.length);
        continue;
      }
      if (terms.delayMs > 0) await clock.sleep(terms.delayMs);
      for (let at = 0; at < chunk.length && open;) {
        const size = terms.sliceBytes > 0 ? terms.sliceBytes : chunk.length;
        const piece = chunk.subarray(at, at + size);
        const allowed = terms.allowance(direction, piece.length);
        const passing = allowed === undefined ? piece : piece.subarray(0, allowed);
        if (!to.write(passing) && open) await Promise.race([once(to, 'drain'), once(to, 'close')]);
        parts.onPassed(direction, passing.length);
        if (allowed !== undefined) {
          // The bytes before the cut are to arrive: an RST would overtake them.
          await yieldToInput();
          end('close');
          return;
        }
        at += piece.length;
        if (terms.sliceBytes > 0) await yieldToInput();
      }
    }
    to.end();
  };

  const waiting = new Set<() => void>();
  const whileStalled = async (direction: Direction): Promise<void> => {
    while (open && terms.stalled[direction]) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  const refresh = (): void => {
    for (const resume of waiting) resume();
    waiting.clear();
  };

  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    // A broken socket closes; what matters is that the other side learns of it in the same way.
    socket.on('error', () => end('reset'));
    socket.on('close', () => {
      end('close');
      refresh();
    });
  }
  const run = (direction: Direction, from: Socket, to: Socket): void => {
    pump(direction, from, to).catch(() => end('close'));
  };
  run('up', client, server);
  run('down', server, client);
  return { reset: () => end('reset'), refresh };
}
