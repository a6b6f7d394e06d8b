/**
 * Telegram's update numbering as pure arithmetic, after core.telegram.org/api/updates.
 *
 * An account has one `pts` box for private chats and small groups, one `qts` box, and a `seq` for whole containers.
 * Each numbered update says where the box stands after it (`end`) and how many events it is (`count`): it may be
 * applied only when it starts exactly where we stand. What starts later is held, because updates may overtake each
 * other by a few hundred milliseconds; whoever drives this asks for the difference when the hole does not close.
 */

/** Our place in the stream; what `updates.getDifference` starts from. `date` is in seconds, as the server counts it. */
export interface Position {
  readonly pts: number;
  readonly qts: number;
  readonly date: number;
  readonly seq: number;
}

export interface Item<T> {
  /** `none`: an update outside the boxes, ordered only by its container. */
  readonly box: 'pts' | 'qts' | 'none';
  /** Where the box stands after this update; 0 outside the boxes. */
  readonly end: number;
  /** How many events of the box this is; 0 changes nothing in the count. */
  readonly count: number;
  readonly value: T;
}

/** One container. `seqStart` 0 means that the container itself is not numbered. */
export interface Packet<T> {
  readonly seqStart: number;
  readonly seq: number;
  readonly date: number;
  readonly items: readonly Item<T>[];
}

export interface Sequence<T> {
  readonly position: Position;
  /** Updates ahead of their box, lowest first. */
  readonly heldItems: readonly Item<T>[];
  /** Unboxed parts of containers ahead of the sequence, lowest first. */
  readonly heldPackets: readonly Packet<T>[];
}

export interface Step<T> {
  readonly sequence: Sequence<T>;
  /** What may be acted on now, in order. */
  readonly applied: readonly T[];
}

/** More than this many held updates is not reordering any more. */
const MAX_HELD = 1_000;

export function startAt<T>(position: Position): Sequence<T> {
  return { position, heldItems: [], heldPackets: [] };
}

export function hasGap<T>(sequence: Sequence<T>): boolean {
  return sequence.heldItems.length > 0 || sequence.heldPackets.length > 0;
}

/** Take in one container. */
export function apply<T>(sequence: Sequence<T>, packet: Packet<T>): Step<T> {
  const run = new Run(sequence);
  run.packet(packet);
  run.release();
  return run.step();
}

/** The server told us where we stand (a difference or a fresh state): what was held is judged again from there. */
export function moveTo<T>(sequence: Sequence<T>, position: Position): Step<T> {
  const run = new Run({ ...sequence, position });
  run.release();
  return run.step();
}

/**
 * Give up what is missing in front of the updates that are held: it was looked for elsewhere, or is gone. They apply
 * then, and so does what follows them.
 */
export function skipGaps<T>(sequence: Sequence<T>): Step<T> {
  let step: Step<T> = { sequence, applied: [] };
  while (hasGap(step.sequence)) {
    const { position, heldItems, heldPackets } = step.sequence;
    const [item] = heldItems;
    const [packet] = heldPackets;
    const before = { ...position };
    if (item?.box === 'qts') before.qts = Math.max(before.qts, item.end - item.count);
    else if (item !== undefined) before.pts = Math.max(before.pts, item.end - item.count);
    if (packet !== undefined) before.seq = Math.max(before.seq, packet.seqStart - 1);
    const next = moveTo(step.sequence, before);
    const left = next.sequence.heldItems.length + next.sequence.heldPackets.length;
    step = { sequence: next.sequence, applied: [...step.applied, ...next.applied] };
    // Each round lets at least one of them go; should it not, the rest is let go of.
    if (left >= heldItems.length + heldPackets.length) {
      return { ...step, sequence: { ...step.sequence, heldItems: [], heldPackets: [] } };
    }
  }
  return step;
}

class Run<T> {
  private pts: number;
  private qts: number;
  private seq: number;
  private date: number;
  private items: readonly Item<T>[];
  private packets: readonly Packet<T>[];
  private readonly applied: T[] = [];

  constructor(from: Sequence<T>) {
    ({ pts: this.pts, qts: this.qts, seq: this.seq, date: this.date } = from.position);
    this.items = from.heldItems;
    this.packets = from.heldPackets;
  }

  packet(packet: Packet<T>): void {
    // Boxed updates obey their box alone: a container that is early or late must not delay or repeat them.
    for (const item of packet.items) if (item.box !== 'none') this.item(item);
    if (packet.seqStart === 0) {
      this.unboxed(packet);
    } else if (packet.seqStart === this.seq + 1) {
      this.unboxed(packet);
      this.seq = Math.max(this.seq, packet.seq);
      this.date = Math.max(this.date, packet.date);
    } else if (packet.seqStart > this.seq + 1) {
      const unboxed = packet.items.filter((item) => item.box === 'none');
      this.packets = insertOrdered(this.packets, { ...packet, items: unboxed }, (one) => one.seqStart);
    }
  }

  private unboxed(packet: Packet<T>): void {
    for (const item of packet.items) if (item.box === 'none') this.applied.push(item.value);
  }

  private item(item: Item<T>): void {
    if (this.fits(item)) this.take(item);
    else if (item.end > this.here(item)) this.items = insertOrdered(this.items, item, (one) => one.end);
  }

  private here(item: Item<T>): number {
    return item.box === 'qts' ? this.qts : this.pts;
  }

  private fits(item: Item<T>): boolean {
    const here = this.here(item);
    // A count of zero reports something without moving the box, such as the answer to a repeated send.
    return item.count === 0 ? item.end <= here : here + item.count === item.end;
  }

  private take(item: Item<T>): void {
    if (item.box === 'qts') this.qts = Math.max(this.qts, item.end);
    else this.pts = Math.max(this.pts, item.end);
    this.applied.push(item.value);
  }

  /** Apply what fits by now and forget what the box has passed. */
  release(): void {
    for (let moved = true; moved;) {
      moved = false;
      const items = this.items;
      if (items.length > 0) {
        const left: Item<T>[] = [];
        for (const item of items) {
          if (this.fits(item)) {
            this.take(item);
            moved = true;
          } else if (item.end > this.here(item)) left.push(item);
        }
        this.items = left;
      }
      const packets = this.packets;
      if (packets.length > 0) {
        this.packets = [];
        for (const packet of packets) {
          const before = this.seq;
          this.packet(packet);
          if (this.seq !== before) moved = true;
        }
      }
    }
  }

  step(): Step<T> {
    return {
      sequence: {
        position: { pts: this.pts, qts: this.qts, date: this.date, seq: this.seq },
        heldItems: this.items,
        heldPackets: this.packets,
      },
      applied: this.applied,
    };
  }
}

function insertOrdered<E>(held: readonly E[], one: E, at: (one: E) => number): readonly E[] {
  const index = held.findIndex((other) => at(other) > at(one));
  const next = [...held];
  next.splice(index < 0 ? held.length : index, 0, one);
  return next.slice(0, MAX_HELD);
}
