import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the event loop stood still, so that a missed deadline can be told from a silent server. */
export interface LagMeter {
  /** The longest stall since the last call, in milliseconds. */
  worst(): number;
  close(): void;
}

/** Samples this often; a stall shorter than that is not worth knowing about. */
const RESOLUTION_MS = 100;

/** The real one: libuv's own histogram, on a timer that does not keep the process alive. */
export function systemLagMeter(): LagMeter {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return {
    worst() {
      // Samples are the whole interval between two ticks of the timer, in nanoseconds.
      const worst = histogram.max / 1e6 - RESOLUTION_MS;
      histogram.reset();
      return Math.max(0, Math.round(worst));
    },
    close: () => {
      histogram.disable();
    },
  };
}
