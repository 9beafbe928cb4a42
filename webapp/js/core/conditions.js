/**
 * What a query demands, one by one: its terms where all of them must be true, else the whole of it.
 *
 * @typedef {{ text: string, not: boolean }} Condition
 */

const SPACE = /\s/;
const REGEX = /\/(?:\\.|[^\\/])+\/i?(?=[\s)]|$)/y;
const JOINT = /(?:AND|OR|NOT)(?=[\s()]|$)/y;

/** @param {string} query @returns {Condition[]} */
export function conditionsOf(query) {
  /** @type {Condition[]} */
  const conditions = [];
  let not = false;
  let at = 0;
  for (;;) {
    while (SPACE.test(query[at] ?? '')) at++;
    if (at >= query.length) return conditions;
    const joint = match(JOINT, query, at);
    if (joint === 'OR' || query[at] === ')') return [{ text: query.trim(), not: false }];
    if (joint === 'AND' || joint === 'NOT') {
      not = joint === 'NOT' ? !not : not;
      at += joint.length;
      continue;
    }
    if (query[at] === '-' && query[at + 1] !== '-' && !SPACE.test(query[at + 1] ?? ' ')) {
      not = !not;
      at++;
      continue;
    }
    const end = endOf(query, at);
    conditions.push({ text: query.slice(at, end), not });
    not = false;
    at = end;
  }
}

/** @param {Condition[]} conditions */
export function queryOf(conditions) {
  const [only] = conditions;
  if (conditions.length === 1) return written(only, only.not);
  return conditions.map((condition) => written(condition, true)).join(' ');
}

/** @param {Condition} condition @param {boolean} beside whether anything stands beside it */
function written({ text, not }, beside) {
  return `${not ? '-' : ''}${beside && endOf(text, 0) < text.length ? `(${text})` : text}`;
}

/**
 * Behind the term that begins there: blanks in quotes, in parentheses and between slashes are its own.
 *
 * @param {string} query @param {number} start
 */
function endOf(query, start) {
  const regex = match(REGEX, query, start);
  if (regex !== undefined) return start + regex.length;
  let open = 0;
  for (let at = start; at < query.length; at++) {
    const char = query[at];
    if (char === '"') at = endOfPhrase(query, at);
    else if (char === '(') open++;
    else if (char === ')' && --open < 0) return at;
    else if (open === 0 && SPACE.test(char)) return at;
    if (char === ')' && open === 0 && query[start] === '(') return at + 1;
  }
  return query.length;
}

/** @param {string} query @param {number} at of the quote that opens it */
function endOfPhrase(query, at) {
  let end = at + 1;
  while (end < query.length && query[end] !== '"') end += query[end] === '\\' ? 2 : 1;
  return end;
}

/** @param {RegExp} sticky @param {string} text @param {number} at */
function match(sticky, text, at) {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}
