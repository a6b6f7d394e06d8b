import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Meter } from '../../observe/meter.js';
import { runMetrics } from './run-metrics.js';
import { stateMetrics, type StateReadings } from './state-metrics.js';

/** The metrics of a run for a Prometheus server: told as it goes, and read when somebody scrapes. */
export interface Metrics {
  readonly meter: Meter;
  /** From then on the state of the run is read, too. Call once, when it is put together. */
  attach(readings: StateReadings): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Rather coarse, so that looking at the loop costs it nothing: stalls under this are none. */
const loopPrecisionMs = 50;

/** The only room that knows the library. Nothing is kept outside the registry, so two runs in one process never meet. */
export function createMetrics(version: string): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'kindred_', eventLoopMonitoringPrecision: loopPrecisionMs });
  new Gauge({
    name: 'kindred_build_info',
    help: 'The version that runs, as a label.',
    labelNames: ['version'],
    registers: [register],
  }).set({ version }, 1);
  return {
    meter: runMetrics(register),
    attach: (readings) => stateMetrics(register, readings),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
