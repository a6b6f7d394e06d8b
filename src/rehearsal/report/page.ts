import type { PersonRecording, Recording } from '../recording.js';
import { openersOf, type Summary } from '../summary.js';
import { bars } from './bars.js';
import { heatMap } from './heat-map.js';
import { linePlot, type Line } from './line-plot.js';
import { compact, duration, escaped, shown } from './markup.js';
import { closeness, driftLines, ignoredStreaks, memoriesByDay, messagesByHour, waitCurve } from './series.js';
import { style } from './style.js';
import { transcript } from './transcript.js';

export interface PageInput {
  readonly recording: Recording;
  readonly summary: Summary;
  readonly startsAt: number;
  /** The lines are the sandbox's and not a language model's. */
  readonly isCanned: boolean;
}

/** The report as one file that needs nothing else. */
export function reportPage(input: PageInput): string {
  const { recording, summary, isCanned } = input;
  const title = `${recording.character}, ${recording.days} days rehearsed`;
  const label = isCanned
    ? '<span class="canned">canned lines: the sandbox’s model is not a language model</span>'
    : `<span class="canned">${escaped(summary.model)}</span>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head><body><main>
<h1>${escaped(title)}</h1>
<p class="lead">${summary.people} people, seed ${summary.seed}. ${label}</p>
${cards(summary)}
${maps(input)}
<div class="pair">${[withheldSection(summary), ...plots(input)].join('')}</div>
${costSection(recording)}
${peopleSection(recording)}
${talkSection(input)}
</main></body></html>
`;
}

function cards(summary: Summary): string {
  const { messages, openers, memories, cost, answerMs } = summary;
  const broken =
    Object.values(summary.violations).reduce((sum, count) => sum + count, 0) + summary.broken.length;
  const card = (value: string, name: string, kind = ''): string =>
    `<div class="card ${kind}"><b>${value}</b><span>${name}</span></div>`;
  return `<div class="cards">${[
    card(String(broken), 'promises broken', broken === 0 ? 'good' : 'bad'),
    card(shown(messages.fromPeople), 'messages from people'),
    card(shown(messages.fromCharacter), 'messages from the character'),
    card(`${openers.answered} of ${openers.sent}`, 'written first and answered'),
    card(
      String(openers.inTrueQuietHours),
      'of these in quiet hours of the true clock',
      openers.inTrueQuietHours === 0 ? 'good' : '',
    ),
    card(`${shown(100 * summary.inVoice)} %`, 'replies in its voice'),
    card(shown(memories.made), 'memories made'),
    card(duration(answerMs.p50), `half of the answers within; 95 % within ${duration(answerMs.p95)}`),
    card(
      `$${shown(cost.usd, 2)}`,
      `${shown(cost.calls)} calls, ${shown(100 * cost.cachedShare)} % from cache`,
    ),
  ].join('')}</div>${violationList(summary)}`;
}

function violationList({ violated, broken }: Summary): string {
  const names = violated.map(({ promise, person, at }) => `${escaped(promise)}: ${escaped(person)}, ${at}`);
  const all = [...names, ...broken.map(escaped)];
  return all.length === 0 ? '' : `<section><h2>Broken</h2><p>${all.join('<br>')}</p></section>`;
}

function maps({ recording, summary, startsAt }: PageInput): string {
  const map = (which: 'people' | 'character' | 'openers', colour: string, name: string): string =>
    `<section><h2>${name}</h2><p>Hours of the people’s own days.</p><div class="scroll">${heatMap({
      cells: messagesByHour(recording, startsAt, which),
      rowName: (row) => `day ${row + 1}`,
      cellName: (row, hour, value) => `day ${row + 1}, ${hour}:00: ${value}`,
      colour,
    })}</div></section>`;
  return `<div class="pair">${map('people', 'them', 'People write')}${map('character', 'us', 'The character writes')}</div>
<div class="pair">${map('openers', 'good', 'Of these, written first')}${openerSection(summary)}</div>`;
}

function openerSection({ openers }: Summary): string {
  const all = Object.entries(openers.byKind).map(([name, value]) => ({ name, value, colour: 'us' }));
  return `<section><h2>Written first, by kind</h2><p>${openers.sent} in all, ${openers.answered} answered.</p>${bars(all)}</section>`;
}

function withheldSection({ openers }: Summary): string {
  const all = Object.entries(openers.withheld)
    .slice(0, 14)
    .map(([name, value]) => ({ name, value, colour: 'muted' }));
  return `<section><h2>Not written, by reason</h2><p>Each time an impulse was looked at and left.</p>${bars(all)}</section>`;
}

function plots({ recording, startsAt }: PageInput): readonly string[] {
  const { steps, shares } = waitCurve(recording);
  const streaks = ignoredStreaks(recording, startsAt);
  const memories = memoriesByDay(recording);
  const most = (lines: readonly Line[]): number =>
    Math.max(1, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const percent = (value: number): string => `${Math.round(100 * value)} %`;
  return [
    section(
      'Voice',
      'How close each reply is to the author’s sample lines, reply by reply; a line a chat.',
      linePlot({
        lines: driftLines(recording),
        from: 0,
        to: 1,
        xName: 'replies',
        yName: percent,
        mark: { at: 0.5, name: 'edge of its band' },
      }),
    ),
    section(
      'Closeness',
      'How the relationships grow; a faint line a person.',
      linePlot({ lines: closeness(recording), from: 0, to: 1, xName: 'days', yName: percent }),
    ),
    section(
      'Memory',
      'What was learnt, and in how many turns something was recalled.',
      linePlot({
        lines: memories,
        from: 0,
        to: most(memories),
        xName: 'days',
        yName: compact,
      }),
    ),
    section(
      'Written to in vain',
      'How often in a row without an answer; a faint line a person.',
      linePlot({
        lines: streaks,
        from: 0,
        to: Math.max(4, most(streaks)),
        xName: 'days',
        yName: compact,
      }),
    ),
    section(
      'How long an answer takes',
      'Share of answers whose first bubble came within so long, in rehearsed time.',
      bars(
        steps.map((step, index) => ({
          name: duration(step),
          value: Math.round(100 * (shares[index] ?? 0)),
          colour: 'them',
          note: '%',
        })),
      ),
    ),
  ];
}

function section(name: string, about: string, inside: string): string {
  return `<section><h2>${name}</h2><p>${about}</p>${inside}</section>`;
}

function costSection({ spending, days }: Recording): string {
  const line = (name: string, colour: string, value: (day: (typeof spending)[number]) => number): Line => ({
    name,
    colour,
    values: spending.map(value),
  });
  const tokens = [
    line('input tokens, all', 'them', (day) => day.input + day.cacheRead + day.cacheWrite),
    line('of these read from cache', 'good', (day) => day.cacheRead),
    line('output tokens', 'us', (day) => day.output),
  ];
  const cost = [line('US dollars', 'purple', (day) => day.microUsd / 1_000_000)];
  const most = (lines: readonly Line[]): number =>
    Math.max(1e-6, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return `<div class="pair">${section(
    'Tokens a day',
    `Over ${days} days.`,
    linePlot({ lines: tokens, from: 0, to: most(tokens), xName: 'days', yName: compact }),
  )}${section(
    'Cost a day',
    'At the prices of the configured models.',
    linePlot({
      lines: cost,
      from: 0,
      to: most(cost),
      xName: 'days',
      yName: (value) => `$${shown(value, 2)}`,
    }),
  )}</div>`;
}

function peopleSection({ people }: Recording): string {
  const rows = people.map((person) => {
    const openers = openersOf(person);
    const answered = openers.filter(({ isAnswered }) => isAnswered).length;
    const theirs = person.talk.filter(({ author }) => author === 'person').length;
    const stage = person.relationship.at(-1)?.stage ?? 'new';
    return `<tr><th scope="row">${escaped(person.habits.name)}</th><td>${escaped(person.habits.zone)}</td><td class="number">${theirs}</td><td class="number">${
      person.talk.length - theirs
    }</td><td class="number">${openers.length}</td><td class="number">${answered}</td><td class="number">${
      person.memories.length
    }</td><td>${escaped(stage)}</td></tr>`;
  });
  return `<section><h2>People</h2><div class="scroll"><table class="people"><thead><tr><th>who</th><th>zone</th><th class="number">wrote</th><th class="number">were written</th><th class="number">of these first</th><th class="number">answered</th><th class="number">memories</th><th>stage</th></tr></thead><tbody>${rows.join(
    '',
  )}</tbody></table></div></section>`;
}

function talkSection({ recording, startsAt }: PageInput): string {
  const talks = recording.people.map(
    (person) =>
      `<details><summary><b>${escaped(person.habits.name)}</b><span class="note">${person.talk.length} messages</span></summary>${memoryList(
        person,
      )}${transcript(person, startsAt)}</details>`,
  );
  return `<section><h2>Transcripts</h2><p>What both wrote, on the person’s clock; a coloured edge marks what was written first, dotted lines what was left unsaid and why.</p>${talks.join(
    '',
  )}</section>`;
}

function memoryList({ memories }: PersonRecording): string {
  if (memories.length === 0) return '';
  const items = memories.map(({ day, kind, text }) => `day ${day + 1}, ${kind}: ${escaped(text)}`);
  return `<p class="note">Remembered: ${items.join(' · ')}</p>`;
}
