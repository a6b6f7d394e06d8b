import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { joinSockets, type Direction, type Link } from './link.js';

export interface TcpProxyOptions {
  readonly clock: Clock;
  readonly target: { readonly host: string; readonly port: number };
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
}

/** What went through, counted by the proxy itself. */
export interface ProxyCounts {
  /** Connections accepted. */
  readonly dials: number;
  readonly open: number;
  /** The most that were open at the same time. */
  readonly mostOpen: number;
  readonly up: number;
  readonly down: number;
  /** Bytes that went into a black hole. */
  readonly swallowed: number;
}

/**
 * A line between a client and a server on loopback that goes bad on demand. Every switch works at once on the
 * connections that exist and on new ones, until `heal`.
 */
export interface TcpProxy {
  readonly host: string;
  readonly port: number;
  counts(): ProxyCounts;
  /** Holds back every piece, both ways. */
  delay(ms: Milliseconds): void;
  /** Passes bytes on in pieces of this size, one write each. */
  slice(bytes: number): void;
  /** Stops one way: the connection stays, nothing arrives, and what was written is kept until `heal`. */
  stall(direction: Direction): void;
  /** Accepts and swallows everything. A connection that lost bytes so stays dead, also after `heal`. */
  blackHole(): void;
  /** Closes the connection on which the n-th byte from now in this direction passes, right after that byte. */
  cutAfter(direction: Direction, bytes: number): void;
  /** New connections are reset. */
  refuse(): void;
  /** RST on every connection. Returns how many there were. */
  reset(): number;
  /** Ends whatever was switched on. */
  heal(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(options: TcpProxyOptions): Promise<TcpProxy> {
  const { clock, target } = options;
  const links = new Set<Link>();
  const counts = { dials: 0, open: 0, mostOpen: 0, up: 0, down: 0, swallowed: 0 };
  const cuts = new Map<Direction, number>();
  let refusing = false;
  const terms = {
    delayMs: 0,
    sliceBytes: 0,
    stalled: { up: false, down: false },
    blackHole: false,
    allowance: (direction: Direction, bytes: number): number | undefined => {
      const left = cuts.get(direction);
      if (left === undefined) return undefined;
      if (left > bytes) {
        cuts.set(direction, left - bytes);
        return undefined;
      }
      cuts.delete(direction);
      return left;
    },
  };

  const accept = (client: Socket): void => {
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    counts.dials += 1;
    counts.open += 1;
    counts.mostOpen = Math.max(counts.mostOpen, counts.open);
    const link = joinSockets({
      client,
      server: connect(target.port, target.host),
      clock,
      terms,
      onPassed: (direction, bytes) => {
        counts[direction] += bytes;
      },
      onSwallowed: (bytes) => {
        counts.swallowed += bytes;
      },
      onClosed: () => {
        counts.open -= 1;
        links.delete(link);
      },
    });
    links.add(link);
  };
  const server = createServer(accept);
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => resolve());
  });

  const reset = (): number => {
    const all = [...links];
    for (const link of all) link.reset();
    return all.length;
  };
  return {
    host,
    port: (server.address() as AddressInfo).port,
    counts: () => ({ ...counts }),
    delay: (ms) => {
      terms.delayMs = ms;
    },
    slice: (bytes) => {
      terms.sliceBytes = bytes;
    },
    stall: (direction) => {
      terms.stalled[direction] = true;
    },
    blackHole: () => {
      terms.blackHole = true;
    },
    cutAfter: (direction, bytes) => {
      cuts.set(direction, bytes);
    },
    refuse: () => {
      refusing = true;
    },
    reset,
    heal: () => {
      terms.delayMs = 0;
      terms.sliceBytes = 0;
      terms.stalled = { up: false, down: false };
      terms.blackHole = false;
      refusing = false;
      cuts.clear();
      for (const link of links) link.refresh();
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      reset();
      await closed;
    },
  };
}
