import { LEVELS } from './levels.js';

/**
 * What can follow in a query: the names of fields, and the values that have been seen of one.
 *
 * @typedef {{ fields: Record<string, string[]>, sources: string[] }} Known
 * @typedef {{ from: number, to: number, options: string[] }} Completion the options take the place of what stands there
 */

const MOST_OPTIONS = 8;
const COMPARISON = /^([^\s:=<>!"()]+)(:|=|!=|>=|<=|>|<)(.*)$/;

/** Of every line, whatever it holds. */
const OWN = ['level', 'source', 'logger', 'trace', 'thread', 'status', 'duration', 'method', 'path', 'since', 'until'];

/**
 * @param {string} text
 * @param {number} caret
 * @param {Known} known
 * @returns {Completion} no options where nothing is known
 */
export function complete(text, caret, { fields, sources }) {
  const before = text.slice(0, caret);
  const start = Math.max(before.lastIndexOf(' '), before.lastIndexOf('(')) + 1;
  const negated = before[start] === '-' ? 1 : 0;
  const from = start + negated;
  const word = before.slice(from);
  const to = caret + (/^[^\s()]*/.exec(text.slice(caret))?.[0].length ?? 0);
  const none = { from, to, options: [] };
  if (word === '' || (before.split('"').length - 1) % 2 === 1) return none;
  const asked = COMPARISON.exec(word);
  if (asked === null) {
    const names = [...new Set([...OWN, ...Object.keys(fields)])];
    return { from, to, options: best(names, word).map((name) => `${name}:`) };
  }
  const [, name, operator, begun] = asked;
  const values =
    name === 'level' ? LEVELS.slice(1).map((level) => level.toLowerCase()) : name === 'source' ? sources : fields[name];
  const options = best(values ?? [], begun).filter(
    (value) => value !== begun && (name !== 'level' || value.startsWith(begun.toLowerCase())),
  );
  return { from, to, options: options.map((value) => name + operator + quoted(value)) };
}

/** Those that begin so before those that only have it. @param {string[]} all @param {string} begun */
function best(all, begun) {
  const wanted = begun.toLowerCase();
  const begin = all.filter((each) => each.toLowerCase().startsWith(wanted));
  const have = wanted === '' ? [] : all.filter((each) => !begin.includes(each) && each.toLowerCase().includes(wanted));
  return [...begin, ...have].slice(0, MOST_OPTIONS);
}

/** @param {string} value */
function quoted(value) {
  return /[\s()"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}
