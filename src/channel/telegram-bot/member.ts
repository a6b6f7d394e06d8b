import type { ConnectionState, ChannelSink } from '../contract.js';
import type { AccountId } from '../../core/ids.js';

/** One account of a line, as the line sees it. */
export interface LineMember {
  readonly account: AccountId;
  /** How the line is; what the account makes of it is its own. */
  line(state: ConnectionState): void;
}

/** What an account tells of its connection: only changes are news, and nothing after the end. */
export class Announced {
  private state: ConnectionState | undefined;
  private sink: ChannelSink | undefined;

  to(sink: ChannelSink): void {
    if (this.sink !== undefined) throw new Error('a channel is opened once');
    this.sink = sink;
  }

  get isOver(): boolean {
    return this.state?.state === 'closed';
  }

  publish(next: ConnectionState): void {
    const before = this.state?.state;
    if (before === next.state && next.state === 'online') return;
    if (before === 'closed' || (before === 'lost' && next.state !== 'closed')) return;
    this.state = next;
    this.sink?.connection(next);
  }
}
