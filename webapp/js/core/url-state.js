import { ALL_LEVELS, LEVELS, atLeast, levelNumber } from './levels.js';

/**
 * What of the view is in the address.
 *
 * @typedef {{ sources: string[], text: string, mask: number }} ViewState
 */

/** @param {string} search @returns {ViewState} */
export function readUrl(search) {
  const parameters = new URLSearchParams(search);
  return {
    sources: parameters.getAll('source').filter((source) => source !== ''),
    text: parameters.get('q') ?? '',
    mask: readLevels(parameters),
  };
}

/** @param {ViewState} state @returns {string} empty, or with its question mark */
export function writeUrl({ sources, text, mask }) {
  const parameters = new URLSearchParams();
  for (const source of sources) parameters.append('source', source);
  if (mask !== ALL_LEVELS) {
    const minimum = LEVELS.findIndex((_, level) => level > 0 && atLeast(level) === mask);
    if (minimum > 0) parameters.set('level', LEVELS[minimum].toLowerCase());
    else parameters.set('levels', LEVELS.flatMap((name, level) => (mask & (1 << level) ? [name.toLowerCase() || 'none'] : [])).join(','));
  }
  if (text !== '') parameters.set('q', text);
  const search = parameters.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%2A', '*');
  return search === '' ? '' : `?${search}`;
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
