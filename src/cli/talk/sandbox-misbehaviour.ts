import { Option, type Command } from 'commander';
import { behaviourNames, type BehaviourName } from '../../sandbox/model/voice/hostile-lines.js';
import type { BehaviourTerms } from '../../sandbox/model/voice/misbehaviour.js';

export interface MisbehaviourOptions {
  readonly modelBehaviour?: BehaviourName;
  readonly modelStubborn?: boolean;
}

/** Options with which the sandbox's own model does wrong, to see what a person sees of it. */
export function withMisbehaviour(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--model-behaviour <name>',
        'tell the canned model to do wrong, to see what is left of it',
      ).choices(behaviourNames),
    )
    .option('--model-stubborn', 'and to go on when its draft is not taken');
}

export function misbehaves(options: MisbehaviourOptions): { readonly misbehaves?: BehaviourTerms } {
  const { modelBehaviour: behaviour, modelStubborn: stubborn = false } = options;
  return behaviour === undefined ? {} : { misbehaves: { behaviour, stubborn } };
}
