/** @typedef {import('./chunk.js').Chunk} Chunk */
/** @typedef {Record<string, unknown>} Attributes */

/** So many lines are looked at, from the newest on; so many fields are told, and so many values of each. */
const LINES = 2000;
const FIELDS = 200;
const VALUES = 50;
const LONGEST_VALUE = 60;

/**
 * The fields of lines, by their paths, with values that have been seen.
 *
 * @param {readonly Chunk[]} chunks @returns {Record<string, string[]>}
 */
export function fieldsOf(chunks) {
  /** @type {Map<string, Set<string>>} */
  const seen = new Map();
  let left = LINES;
  for (let i = chunks.length - 1; i >= 0 && left > 0; i--) {
    for (let line = chunks[i].count - 1; line >= 0 && left-- > 0; line--) {
      for (const [name, value] of flatten(chunks[i].attributes(line) ?? {})) add(seen, name, value);
    }
  }
  return Object.fromEntries([...seen].map(([name, values]) => [name, [...values]]));
}

/** @param {Map<string, Set<string>>} seen @param {string} name @param {string} value */
function add(seen, name, value) {
  let values = seen.get(name);
  if (values === undefined) {
    if (seen.size === FIELDS) return;
    seen.set(name, (values = new Set()));
  }
  if (values.size < VALUES && value !== '' && value.length <= LONGEST_VALUE) values.add(value);
}

/**
 * Nested ones by their path.
 *
 * @param {Attributes} attributes @param {string} [prefix] @returns {[string, string][]}
 */
export function flatten(attributes, prefix = '') {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? flatten(/** @type {Attributes} */ (value), `${prefix}${name}.`)
      : [[prefix + name, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
}
