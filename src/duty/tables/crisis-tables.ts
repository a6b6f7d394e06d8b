import { german } from './crisis-de.js';
import { english } from './crisis-en.js';
import { spanish } from './crisis-es.js';
import { french } from './crisis-fr.js';
import { italian } from './crisis-it.js';
import { portuguese } from './crisis-pt.js';
import { russian } from './crisis-ru.js';
import type { CrisisTable } from './crisis-table.js';
import { ukrainian } from './crisis-uk.js';

/** Changes whenever a table below changes. */
export const crisisTablesVersion = '2026-11-23';

export const crisisTables: readonly CrisisTable[] = [
  english,
  russian,
  ukrainian,
  german,
  spanish,
  french,
  italian,
  portuguese,
];
