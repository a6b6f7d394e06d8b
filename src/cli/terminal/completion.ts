import type { Command } from 'commander';
import { print, printJson, type Surroundings } from './surroundings.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What may follow a command: one entry of the tree. */
interface Place {
  /** The words up to here, without the program's own name: `memory`, `memory forget`. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly what: string }[];
}

/** `kindred completion <shell>`: prints a script made from the command tree, hidden commands left out. */
export async function completion(
  surroundings: Surroundings,
  program: Command,
  shell: Shell,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const script = completionScript(program, shell);
  if (json) printJson(surroundings, { shell, script });
  else print(surroundings, script.trimEnd());
}

export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program, []);
  switch (shell) {
    case 'bash':
      return bash(places);
    case 'zsh':
      return zsh(places);
    case 'fish':
      return fish(places);
  }
}

function placesOf(command: Command, path: readonly string[]): readonly Place[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((one) => one.name() !== 'help');
  const options = help.visibleOptions(command).flatMap((option) => {
    const what = firstSentence(option.description);
    return [option.long, option.short].flatMap((word) => (word ? [{ word, what }] : []));
  });
  const named = commands.map((one) => ({ word: one.name(), what: firstSentence(one.description()) }));
  return [
    { path: path.join(' '), words: [...named, ...options] },
    ...commands.flatMap((one) => placesOf(one, [...path, one.name()])),
  ];
}

const firstSentence = (text: string): string => text.split(/[.;(]/u)[0]?.trim() ?? '';

/** The branches of a shell's `case`: by place, the words that may follow. */
function branches(places: readonly Place[]): string {
  return places
    .map(
      ({ path, words }) => `    ${quoted(path)}) words=${quoted(words.map(({ word }) => word).join(' '))} ;;`,
    )
    .join('\n');
}

/** The words typed so far that lead to a place: options are passed over, and what belongs to none ends it. */
const walk = (places: readonly Place[], typed: string): string => `  local here='' word known=${quoted(
  `|${places.map(({ path }) => path).join('|')}|`,
)}
  for word in ${typed}; do
    case "$word" in -*) continue ;; esac
    case "$known" in
      *"|\${here:+$here }$word|"*) here="\${here:+$here }$word" ;;
    esac
  done`;

function bash(places: readonly Place[]): string {
  return `# Completion of kindred for bash: eval "$(kindred completion bash)"
_kindred() {
${walk(places, '"${COMP_WORDS[@]:1:COMP_CWORD-1}"')}
  local words=''
  case "$here" in
${branches(places)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _kindred kindred
`;
}

function zsh(places: readonly Place[]): string {
  return `#compdef kindred
# Completion of kindred for zsh: eval "$(kindred completion zsh)", after compinit
_kindred() {
${walk(places, '"${words[@]:1:$((CURRENT-2))}"').replace("local here=''", "local here='' answers")}
  case "$here" in
${branches(places).replaceAll(' words=', ' answers=')}
  esac
  compadd -- \${=answers}
  _files
}
compdef _kindred kindred
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words }) =>
    words.map(({ word, what }) => {
      const kind = word.startsWith('--')
        ? `-l ${word.slice(2)}`
        : word.startsWith('-')
          ? `-s ${word.slice(1)}`
          : `-f -a ${word}`;
      return `complete -c kindred -n '__kindred_at ${path === '' ? '""' : `"${path}"`}' ${kind} -d ${quoted(what)}`;
    }),
  );
  return `# Completion of kindred for fish: kindred completion fish | source
function __kindred_at
  set -l here
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and continue
    set -l next (string join ' ' $here $word)
    contains -- "$next" ${places
      .filter(({ path }) => path !== '')
      .map(({ path }) => quoted(path))
      .join(' ')}; and set here $here $word
  end
  test "$(string join ' ' $here)" = "$argv[1]"
end
${lines.join('\n')}
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
