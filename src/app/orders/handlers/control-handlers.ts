import { characterHandlers, type CharacterHandlerParts } from './character-handlers.js';
import { chatHandlers, type ChatHandlerParts } from './chat-handlers.js';
import type { ControlHandlers } from '../control-socket.js';
import { gateHandlers, type GateHandlerParts } from '../gate-orders.js';
import { healthHandlers, type HealthHandlerParts } from './health-handlers.js';
import { memoryHandlers, type MemoryHandlerParts } from './memory-handlers.js';
import { proactiveHandlers, type ProactiveHandlerParts } from './proactive-handlers.js';
import { settingsHandlers, type SettingsHandlerParts } from './settings-handlers.js';
import { rotationHandlers, type RotationHandlerParts } from './rotation-handlers.js';

export type ControlHandlerParts = CharacterHandlerParts &
  ChatHandlerParts &
  GateHandlerParts &
  HealthHandlerParts &
  MemoryHandlerParts &
  ProactiveHandlerParts &
  RotationHandlerParts &
  SettingsHandlerParts;

/** Everything the running program does for the command line. */
export function controlHandlers(parts: ControlHandlerParts): ControlHandlers {
  return {
    ...characterHandlers(parts),
    ...chatHandlers(parts),
    ...gateHandlers(parts),
    ...healthHandlers(parts),
    ...memoryHandlers(parts),
    ...proactiveHandlers(parts),
    ...rotationHandlers(parts),
    ...settingsHandlers(parts),
  };
}
