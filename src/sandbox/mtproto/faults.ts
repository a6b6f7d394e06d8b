import type { Connection } from './connection.js';
import type { SessionRegistry } from './session/registry.js';

/** Wire faults on demand. A key is named by `RpcCaller.keyId`; null means all keys. */
export interface WireFaults {
  /** Sends a message with these bytes as its body to the key's connected sessions. Returns how many got it. */
  sendBody(keyId: string, body: Buffer): number;
  /** Sends an update-like message whose constructor no layer knows. Returns how many sessions got it. */
  sendUnknownConstructor(keyId: string): number;
  /** Puts raw bytes into the stream of the key's connections, outside any packet. Returns how many got them. */
  sendBytes(keyId: string, bytes: Buffer): number;
  /** Cuts the connections of the key. Returns how many were cut. */
  cut(keyId: string | null): number;
  /** While on: packets are read and forgotten, nothing is executed, answered or pushed. */
  blackHole(keyId: string | null, on: boolean): void;
  /** Holds back everything sent to the key by so many milliseconds; 0 ends it. */
  delay(keyId: string | null, milliseconds: number): void;
  /** Ends black holes and delays. */
  clear(): void;
}

/** No constructor of any layer has this id. */
const UNKNOWN_CONSTRUCTOR = 0x0badf00d;

export class Faults implements WireFaults {
  private readonly holes = new Set<string | null>();
  private readonly delays = new Map<string | null, number>();

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly connections: ReadonlySet<Connection>,
    private readonly randomBytes: (count: number) => Buffer,
  ) {}

  isBlackHole(keyId: string | null): boolean {
    return this.holes.size > 0 && (this.holes.has(null) || this.holes.has(keyId));
  }

  delayOf(keyId: string): number {
    if (this.delays.size === 0) return 0;
    return this.delays.get(keyId) ?? this.delays.get(null) ?? 0;
  }

  sendBody(keyId: string, body: Buffer): number {
    let reached = 0;
    for (const session of this.sessions.ofKey(keyId)) {
      if (!session.link) continue;
      session.send(body, { isAnswer: false, alone: true });
      reached++;
    }
    return reached;
  }

  sendUnknownConstructor(keyId: string): number {
    const body = this.randomBytes(32);
    body.writeUInt32LE(UNKNOWN_CONSTRUCTOR, 0);
    return this.sendBody(keyId, body);
  }

  sendBytes(keyId: string, bytes: Buffer): number {
    const connections = this.connectionsOf(keyId);
    for (const connection of connections) connection.sendBytes(bytes);
    return connections.length;
  }

  cut(keyId: string | null): number {
    const connections = this.connectionsOf(keyId);
    for (const connection of connections) connection.cut();
    return connections.length;
  }

  blackHole(keyId: string | null, on: boolean): void {
    if (on) this.holes.add(keyId);
    else this.holes.delete(keyId);
  }

  delay(keyId: string | null, milliseconds: number): void {
    if (milliseconds > 0) this.delays.set(keyId, milliseconds);
    else this.delays.delete(keyId);
  }

  clear(): void {
    this.holes.clear();
    this.delays.clear();
  }

  private connectionsOf(keyId: string | null): Connection[] {
    const all = [...this.connections];
    if (keyId === null) return all;
    return all.filter((one) => [...one.sessions].some((session) => session.key.auth.id === keyId));
  }
}
