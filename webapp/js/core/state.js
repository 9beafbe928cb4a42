import { ALL_LEVELS, LEVELS, atLeast, levelNumber } from './levels.js';
import { parseTime } from './time.js';

/** @typedef {import('../../types/protocol.js').Target} Target */
/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {import('./settings.js').Settings} Settings */
/**
 * What the page shows. Elements render from it, and tell what is wanted by intents; only {@link reduce} changes it.
 *
 * A pane's `sources` are ids and globs, none = all; `text` is the query that is in force; `place` where in the past it
 * is, undefined = live; `range` which times of the past are shown at all, undefined = all of them; `highlight`: what
 * does not match is shown, too; `off`: conditions that are kept for later.
 *
 * @typedef {{ sources: string[], text: string, mask: number, place?: Target, range?: Range, highlight?: boolean, off?:
 * string[] }} PaneState
 * @typedef {{ panes: PaneState[], active: number, layout: { sources: boolean, details: boolean }, settings: Settings }}
 * State
 */
/**
 * @typedef {{ type: 'sources', sources: string[] } | { type: 'filter', text?: string, mask?: number, highlight?:
 * boolean, off?: string[] }
 *   | { type: 'go', place?: Target, range?: Range }
 *   | { type: 'show', part: keyof State['layout'], shown: boolean } | { type: 'set', settings: Partial<Settings> }
 *   | { type: 'address', pane: PaneState }} Intent
 */

/** @param {State} state @param {Intent} intent @returns {State} the same one where nothing changes */
export function reduce(state, intent) {
  switch (intent.type) {
    case 'sources':
      return withPane(state, { sources: intent.sources, place: undefined });
    case 'filter': {
      const { type: _, ...change } = intent;
      const known = Object.entries(change).filter(([, value]) => value !== undefined);
      return withPane(state, Object.fromEntries(known));
    }
    case 'go':
      return withPane(state, { place: intent.place, range: intent.range });
    case 'address':
      return withPane(state, intent.pane);
    case 'show':
      return state.layout[intent.part] === intent.shown
        ? state
        : { ...state, layout: { ...state.layout, [intent.part]: intent.shown } };
    case 'set':
      return { ...state, settings: { ...state.settings, ...intent.settings } };
  }
}

/** @param {State} state */
export function activePane({ panes, active }) {
  return panes[active];
}

/** @param {PaneState} pane */
export function isFiltered({ text, mask, highlight = false }) {
  return (text.trim() !== '' && !highlight) || mask !== ALL_LEVELS;
}

/** The query that lines must match to be shown. @param {PaneState} pane */
export function demanded({ text, highlight = false }) {
  return highlight ? '' : text;
}

/** Whether a time is one of those that are shown. @param {Range | undefined} range @param {number} time */
export function isWithin(range, time) {
  return time >= (range?.since ?? -Infinity) && time < (range?.until ?? Infinity);
}

/** @param {State} state @param {Partial<PaneState>} change @returns {State} */
function withPane(state, change) {
  return { ...state, panes: state.panes.map((pane, i) => (i === state.active ? { ...pane, ...change } : pane)) };
}

/**
 * What an address says. What makes no sense is left out.
 *
 * @param {string} search @param {number} [now] @returns {PaneState}
 */
export function readUrl(search, now = Date.now()) {
  const parameters = new URLSearchParams(search);
  return {
    sources: parameters.getAll('source').filter((source) => source !== ''),
    text: parameters.get('q') ?? '',
    mask: readLevels(parameters),
    place: readPlace(parameters, now),
    range: readRange(parameters, now),
    ...(parameters.get('mode') === 'highlight' ? { highlight: true } : {}),
    ...(parameters.has('off') ? { off: parameters.getAll('off') } : {}),
  };
}

/** Whether an address says its times in UTC; undefined where it does not say. @param {string} search */
export function readUtc(search) {
  const zone = new URLSearchParams(search).get('tz')?.toLowerCase();
  return zone === 'utc' ? true : zone === 'local' ? false : undefined;
}

/** @param {PaneState} pane @param {boolean} [utc] @returns {string} empty, or with its question mark */
export function writeUrl({ sources, text, mask, place, range, highlight = false, off = [] }, utc = false) {
  const parameters = new URLSearchParams();
  for (const source of sources) parameters.append('source', source);
  if (mask !== ALL_LEVELS) {
    const minimum = LEVELS.findIndex((_, level) => level > 0 && atLeast(level) === mask);
    if (minimum > 0) parameters.set('level', LEVELS[minimum].toLowerCase());
    else
      parameters.set(
        'levels',
        LEVELS.flatMap((name, level) => (mask & (1 << level) ? [name.toLowerCase() || 'none'] : [])).join(','),
      );
  }
  if (text !== '') parameters.set('q', text);
  if (highlight) parameters.set('mode', 'highlight');
  for (const condition of off) parameters.append('off', condition);
  if (place?.kind === 'line') parameters.set('line', place.id);
  if (place?.time !== undefined) parameters.set('at', new Date(place.time).toISOString());
  if (range?.since !== undefined) parameters.set('since', new Date(range.since).toISOString());
  if (range?.until !== undefined) parameters.set('until', new Date(range.until).toISOString());
  if (utc) parameters.set('tz', 'utc');
  const search = parameters.toString().replace(/%(2F|2C|2A|3A|40)/g, (code) => decodeURIComponent(code));
  return search === '' ? '' : `?${search}`;
}

/** @param {URLSearchParams} parameters @param {number} now @returns {Target | undefined} */
function readPlace(parameters, now) {
  const id = parameters.get('line');
  const time = parseTime(parameters.get('at') ?? '', now);
  if (id) return { kind: 'line', id, time };
  return time === undefined ? undefined : { kind: 'time', time };
}

/** @param {URLSearchParams} parameters @param {number} now @returns {Range | undefined} */
function readRange(parameters, now) {
  const since = parseTime(parameters.get('since') ?? '', now);
  const until = parseTime(parameters.get('until') ?? '', now);
  if (since !== undefined && until !== undefined && until <= since) return undefined;
  return since === undefined && until === undefined ? undefined : { since, until };
}

/** @param {URLSearchParams} parameters */
function readLevels(parameters) {
  const minimum = levelNumber(parameters.get('level')?.toUpperCase());
  if (minimum > 0) return atLeast(minimum);
  const levels = parameters.get('levels');
  if (levels === null) return ALL_LEVELS;
  let mask = 0;
  for (const name of levels.toUpperCase().split(',')) {
    if (name === 'NONE') mask |= 1;
    else if (levelNumber(name) > 0) mask |= 1 << levelNumber(name);
  }
  return mask === 0 ? ALL_LEVELS : mask;
}
