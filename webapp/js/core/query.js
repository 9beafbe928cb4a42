/**
 * What a line must hold: words and "exact phrases", all of them; -word and -"phrase" must be absent. Case does not matter.
 *
 * @typedef {{ required: string[], forbidden: string[] }} Query lower case, the longest required one first
 */

/** @param {string} text @returns {Query} */
export function parseQuery(text) {
  /** @type {Query} */
  const query = { required: [], forbidden: [] };
  for (const [, minus, phrase, word] of text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const wanted = (phrase ?? word).toLowerCase();
    if (wanted === '' || (minus === '' && wanted === '-')) continue;
    (minus === '' ? query.required : query.forbidden).push(wanted);
  }
  query.required.sort((a, b) => b.length - a.length);
  return query;
}

/** @param {Query} query */
export function isEmpty(query) {
  return query.required.length === 0 && query.forbidden.length === 0;
}

/** @param {Query} query @param {string} lower a line in lower case */
export function matches(query, lower) {
  return query.required.every((word) => lower.includes(word)) && !query.forbidden.some((word) => lower.includes(word));
}
