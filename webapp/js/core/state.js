import { ALL_LEVELS, LEVELS, atLeast, levelNumber } from './levels.js';
import { parseTime } from './time.js';

/** @typedef {import('../../types/protocol.js').Target} Target */
/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {import('./settings.js').Settings} Settings */
/**
 * What the page shows. Elements render from it, and tell what is wanted by intents; only {@link reduce} changes it.
 *
 * A pane's `sources` are ids and globs, none = all; `text` is the query that is in force; `place` where in the past it
 * is, undefined = live; `range` which times of the past are shown at all, undefined = all of them.
 *
 * @typedef {{ sources: string[], text: string, mask: number, place?: Target, range?: Range }} PaneState
 * @typedef {{ panes: PaneState[], active: number, layout: { sources: boolean, details: boolean }, settings: Settings }}
 * State
 */
/**
 * @typedef {{ type: 'sources', sources: string[] } | { type: 'filter', text?: string, mask?: number }
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
      const { text, mask } = activePane(state);
      return withPane(state, { text: intent.text ?? text, mask: intent.mask ?? mask });
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
export function isFiltered({ text, mask }) {
  return text.trim() !== '' || mask !== ALL_LEVELS;
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
  };
}

/** Whether an address says its times in UTC; undefined where it does not say. @param {string} search */
export function readUtc(search) {
  const zone = new URLSearchParams(search).get('tz')?.toLowerCase();
  return zone === 'utc' ? true : zone === 'local' ? false : undefined;
}

/** @param {PaneState} pane @param {boolean} [utc] @returns {string} empty, or with its question mark */
export function writeUrl({ sources, text, mask, place, range }, utc = false) {
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
