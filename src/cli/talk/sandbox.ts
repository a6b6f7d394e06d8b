import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandboxTalk, type SandboxTalk } from '../../app/talks/sandbox-talk.js';
import type { SandboxChannel } from '../../app/talks/sandbox-resident.js';
import { listCharacters } from '../../character/load.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { createLogger } from '../../observe/logger.js';
import { takeOwnership } from '../../store/engine/ownership.js';
import { LineAsker } from '../terminal/ask-line.js';
import { ChatScreen } from '../terminal/chat-screen.js';
import { droppedFile } from './dropped-file.js';
import { scriptedTalk } from './scripted-talk.js';
import { misbehaves, type MisbehaviourOptions } from './sandbox-misbehaviour.js';
import { readRightsIntent } from '../../memory/rights/intent.js';
import { mayColour, screenColumns } from '../terminal/screen.js';
import { inMessages, readTypedLine } from '../terminal/typed-line.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withShippedCharacters } from '../frame/shipped-characters.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface SandboxOptions extends SettingsOptions, MisbehaviourOptions {
  readonly character?: string;
  readonly channel?: SandboxChannel;
  readonly json?: boolean;
}

/**
 * `kindred sandbox`: talk with a character over a real connection (MTProto, or the Bot API), without account, key or network. At a
 * terminal you write and the talk goes on next time; elsewhere a short scripted chat is played and printed.
 */
export async function sandbox(surroundings: Surroundings, options: SandboxOptions): Promise<void> {
  const { config: own, secrets } = loadSettings(surroundings, options);
  const config = withShippedCharacters(own, options.character);
  const interactive =
    surroundings.stdin.isTTY === true && surroundings.stdout.isTTY === true && !options.json;
  const channel = options.channel ?? 'telegram-user';
  const place = channel === 'telegram-user' ? 'sandbox' : `sandbox-${channel}`;
  const folder = interactive ? join(config.data, place) : mkdtempSync(join(tmpdir(), 'kindred-sandbox-'));
  const clock = systemClock();
  const since = new Date(clock.now()).toISOString();
  const { pid, host } = surroundings;
  try {
    const owner = takeOwnership(folder, { program: 'kindred sandbox', pid, host, since });
    try {
      const talk = await openSandboxTalk({
        config,
        secrets,
        clock,
        logger: createLogger({ level: 'warn', destination: surroundings.stderr }),
        character: options.character ?? firstCharacter(config.charactersFolder),
        channel,
        folder,
        run: `${host}:${pid}:${since}`,
        ...misbehaves(options),
      });
      try {
        if (interactive) await converse(surroundings, talk, channel);
        else await perform(surroundings, talk, options.json === true);
      } finally {
        await talk.close();
      }
    } finally {
      owner.release();
    }
  } finally {
    if (!interactive) rmSync(folder, { recursive: true, force: true });
  }
}

const connections: Readonly<Record<SandboxChannel, string>> = {
  'telegram-user': 'a real MTProto connection',
  'telegram-bot': 'a bot of the Bot API',
  'whatsapp-cloud': "a number on WhatsApp's Cloud API",
  'whatsapp-green': 'a WhatsApp phone behind Green API',
  'whatsapp-evolution': 'a WhatsApp phone behind Evolution API',
};

function firstCharacter(folder: string): string {
  const known = listCharacters(folder);
  const first = known.includes('mira') ? 'mira' : known[0];
  if (first === undefined) {
    throw new OperatorError(`there is no character in ${folder}`, 'put a character file there');
  }
  return first;
}

async function converse(
  surroundings: Surroundings,
  talk: SandboxTalk,
  channel: SandboxChannel,
): Promise<void> {
  const { character, partner, modelNamed, data } = talk;
  const asker = new LineAsker(surroundings, surroundings.stdout, { keepsPastes: true });
  const screen = new ChatScreen((line) => asker.interject(line), {
    name: character.name,
    colours: mayColour(surroundings),
    columns: () => screenColumns(surroundings),
  });
  screen.note(
    `Kindred sandbox: you and ${character.name}, two ends of ${connections[channel]} on this machine.`,
  );
  screen.note(modelNamed);
  screen.note(
    'Write something, or drag a picture, a voice message (.ogg) or a text file in here; /help shows what else, /quit ends. Nothing leaves this machine unless the model above does.',
  );
  screen.note('');
  for (const message of partner.screen(10)) {
    if (message.isMine) screen.wrote(message.text);
    else screen.said(message.text);
  }
  const unfollow = talk.followMedia((words) => screen.note(`(${character.name} ${words})`));
  const leave = partner.follow((seen) => {
    if (seen.kind === 'message') screen.said(seen.text);
    else if (seen.kind === 'read') screen.read();
    else screen.isTyping();
  });
  try {
    for (;;) {
      const line = await asker.ask(screen.prompt);
      if (line === null) break;
      const meant = readTypedLine(line);
      if (meant.kind === 'quit') break;
      if (meant.kind === 'unknown-command' && droppedFile(line) === null)
        screen.note(`There is no command /${meant.name}; /help shows them.`);
      const file = partner.sendFile === null ? null : droppedFile(line);
      if (file !== null && partner.sendFile !== null) {
        screen.note(`(${file.name} goes as a ${file.as === 'voice' ? 'voice message' : file.as})`);
        await partner.sendFile(file);
        continue;
      }
      if (meant.kind !== 'message') continue;
      const pieces = inMessages(meant.text);
      if (pieces.length > 1) screen.note(`That is too long for one message: it goes as ${pieces.length}.`);
      if (readRightsIntent(meant.text)?.kind === 'show') await talk.readNow();
      for (const piece of pieces) partner.say(piece);
    }
  } finally {
    asker.close();
    leave();
    unfollow();
  }
  print(surroundings);
  screen.note(
    `The talk is kept in ${data}; "KINDRED_DATA=${data} kindred turn list" shows how each answer came about.`,
  );
}

async function perform(surroundings: Surroundings, talk: SandboxTalk, json: boolean): Promise<void> {
  const { character, modelNamed } = talk;
  const screen = json
    ? null
    : new ChatScreen((line) => print(surroundings, line), {
        name: character.name,
        colours: mayColour(surroundings),
        columns: () => screenColumns(surroundings),
      });
  screen?.note('Kindred sandbox: a short scripted chat (open it in a terminal to write yourself).');
  screen?.note(modelNamed);
  const transcript = await scriptedTalk(talk, surroundings.stop, screen);
  if (json) {
    printJson(surroundings, { character: character.name, model: modelNamed, transcript });
  }
}
