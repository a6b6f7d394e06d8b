import type { ControlHandlers } from './control-socket.js';
import { healthHandlers, type HealthHandlerParts } from './health-handlers.js';
import { rotationHandlers, type RotationHandlerParts } from './rotation-handlers.js';

export type ControlHandlerParts = HealthHandlerParts & RotationHandlerParts;

/** Everything the running program does for the command line. */
export function controlHandlers(parts: ControlHandlerParts): ControlHandlers {
  return { ...healthHandlers(parts), ...rotationHandlers(parts) };
}
