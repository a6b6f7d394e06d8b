import { Command, CommanderError } from 'commander';
import { environmentNames, readEnvironment } from '../config/env.js';
import { OperatorError } from '../core/failure.js';
import { systemClock } from '../lib/system-clock.js';
import { addBacklogCommand } from './backlog/backlog-command.js';
import type { BenchSurroundings } from './frame/command-parts.js';
import { addCareCommand } from './care/care-command.js';
import { addDayCommand } from './day/day-command.js';
import { addDriftCommand } from './drift/drift-command.js';
import { addEnduranceCommand } from './endurance/endurance-command.js';
import { addHostileCommand } from './gate/hostile-command.js';
import { addIsolationCommand } from './isolation/isolation-command.js';
import { addMemoryCommand } from './memory/memory-command.js';
import { addGateCommand } from './gate/gate-command.js';
import { addPathCommand } from './path/path-command.js';
import { addPresenceCommand } from './presence/presence-command.js';
import { addProactiveCommand } from './proactive/proactive-command.js';
import { addReceiverCommand } from './receiver/receiver-command.js';
import { addStrategistCommand } from './strategist/strategist-command.js';
import { addVoiceCommand } from './voice/voice-command.js';

/** `npm run bench -- <name> [--json]`: measurements, never assertions. */
const program = new Command('bench').exitOverride();
const surroundings: BenchSurroundings = {
  clock: systemClock(),
  node: process.execPath,
  outside: readEnvironment(process.env).lookup(environmentNames.benchData) ?? 'bench-data',
  progress: (line) => void process.stderr.write(`${line}\n`),
};

addPathCommand(program, surroundings);
addEnduranceCommand(program, surroundings);
addBacklogCommand(program, surroundings);
addPresenceCommand(program, surroundings);
addProactiveCommand(program, surroundings);
addDayCommand(program, surroundings);
addCareCommand(program, surroundings);
addDriftCommand(program);
addMemoryCommand(program, surroundings);
addIsolationCommand(program, surroundings);
addReceiverCommand(program, surroundings);
addStrategistCommand(program, surroundings);
addGateCommand(program, surroundings);
addHostileCommand(program, surroundings);
addVoiceCommand(program, surroundings);

try {
  await program.parseAsync();
} catch (cause) {
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode;
  else if (cause instanceof OperatorError) {
    process.stderr.write(`bench: ${cause.message}\n`);
    process.exitCode = 1;
  } else throw cause;
}
