import { globMatches } from './text.js';

/**
 * The sources in the order and in the groups in which they are shown.
 *
 * @typedef {{ id: string, group: string, rate: number, errors: number }} SourceFacts
 * @typedef {'name' | 'errors' | 'rate'} Order
 * @typedef {{ name: string, sources: SourceFacts[], rate: number, errors: number }} Group name: '' = of no group
 */

/**
 * @param {SourceFacts[]} sources @param {Order} order @param {(id: string) => boolean} isChosen these stand before all
 * others
 * @returns {{ chosen: SourceFacts[], groups: Group[] }}
 */
export function arrange(sources, order, isChosen) {
  const sorted = [...sources].sort(comparing(order));
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const source of sorted) {
    if (isChosen(source.id)) continue;
    const name = source.group !== source.id ? source.group : '';
    let group = groups.get(name);
    if (group === undefined) groups.set(name, (group = { name, sources: [], rate: 0, errors: 0 }));
    group.sources.push(source);
    group.rate += source.rate;
    group.errors += source.errors;
  }
  const all = [...groups.values()];
  if (order === 'name') all.sort((a, b) => compare(a.name, b.name));
  else all.sort((a, b) => b[order] - a[order] || compare(a.name, b.name));
  return { chosen: sorted.filter(({ id }) => isChosen(id)), groups: all };
}

/** A source by what it is called in its group. @param {string} id @param {string} group */
export function nameIn(id, group) {
  return group !== '' && id.startsWith(`${group}/`) ? id.slice(group.length + 1) : id;
}

/** Whether a source is meant by words, wherever they stand in its name. @param {string} id @param {string} text */
export function isMeant(id, text) {
  const name = id.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

/**
 * What names these sources and no other: a glob where the words make one, else their ids.
 *
 * @param {string} text that they were found by @param {string[]} found @param {string[]} all
 */
export function named(text, found, all) {
  const glob = `*${text.trim().split(/\s+/).join('*')}*`;
  const wanted = new Set(found);
  const same = /^[\w./*@-]+$/.test(glob) && all.every((id) => globMatches(glob, id) === wanted.has(id));
  return same ? [glob] : found;
}

/** @param {Order} order @returns {(a: SourceFacts, b: SourceFacts) => number} */
function comparing(order) {
  return order === 'name' ? (a, b) => compare(a.id, b.id) : (a, b) => b[order] - a[order] || compare(a.id, b.id);
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
