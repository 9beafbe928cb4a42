import { fold } from './fold.js';
import { ALL_LEVELS, LEVELS, levelNumber } from './levels.js';
import { globMatches } from './text.js';

/**
 * What a line must hold, in the words of the server's query language. What is said of text, level and source is
 * answered here: words and "exact phrases", -word, NOT, OR, parentheses, `level>=warn`, `source:web-*`. Anything else
 * (fields, regular expressions, times), and what is wrong or has yet to be finished, is for the server: then the query
 * is not `local`, and what stands here is only good for marking.
 *
 * @typedef {(folded: string, level: number, source: string) => boolean} Test
 * @typedef {{ local: boolean, required: string[], forbidden: string[], rest: Test[], mask: number }} Query folded; the
 * longest required
 *   one first; `mask`: levels that the whole query leaves
 */

/**
 * @typedef {{ kind: 'text', text: string } | { kind: 'level', mask: number } | { kind: 'source', glob: string }
 *   | { kind: 'not', term: Term } | { kind: 'all' | 'any', terms: Term[] }} Term
 */

const BLANK = /\s/;
const KEYWORD = /(AND|OR|NOT)(?=[\s()]|$)/y;

/** Behind the name of a field; as on the server, not in `://`, `::`, `:\`, `=>`. */
const OPERATOR = /:(?![:\\]|\/\/)|=(?!>)|!=|[<>]=?/y;

/** A name without quotes and its operator, a quote behind. */
const FIELD = /[\p{L}\p{So}_@${][\p{L}\p{M}\p{N}\p{So}_@.$\/{}#+-]*(?<!-)(?::(?![:\\]|\/\/)|=(?!>)|!=|[<>]=?)(?=")/uy;

/** What may be the name of a field with its operator. */
const NAMED = /^[\p{L}\p{So}_@${].*?((?<!:):(?![:\\]|\/\/)|=(?!>)|!=|(?<![-=])[<>])/u;

const LEVEL = /^level(:|=|!=|>=|<=|>|<)(trace|debug|info|warn|warning|error|fatal)$/i;
const SOURCE = /^source(:|=|!=)([^"]+)$/;

/** The server takes no deeper ones, no longer ones, and no more terms. */
const DEEPEST = 20;
const LONGEST_QUERY = 4000;
const MOST_TERMS = 100;

class Parser {
  /** Whether all of it is understood here. */
  local = true;

  #at = 0;
  #depth = 0;
  #terms = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /** @returns {Term} */
  parse() {
    /** @type {Term[]} */
    const terms = [];
    while (this.#at < this.text.length) {
      terms.push(this.#any());
      if (this.text[this.#at] === ')') {
        this.local = false;
        this.#at++;
      }
    }
    if (this.#terms > MOST_TERMS || this.text.length > LONGEST_QUERY) this.local = false;
    return all(terms);
  }

  /** @returns {Term} */
  #any() {
    const terms = [this.#all()];
    while (this.#keyword('OR')) terms.push(this.#all());
    const known = terms.filter((term) => term.kind !== 'all' || term.terms.length > 0);
    if (known.length < terms.length && (terms.length > 1 || this.#depth > 0)) this.local = false;
    return known.length > 1 ? { kind: 'any', terms: known } : (known[0] ?? all([]));
  }

  /** @returns {Term} */
  #all() {
    /** @type {Term[]} */
    const terms = [];
    for (;;) {
      let ands = 0;
      while (this.#keyword('AND')) ands++;
      this.#skip();
      const ended = this.#at >= this.text.length || this.text[this.#at] === ')' || this.#peek() === 'OR';
      if (ands > 1 || (ands > 0 && (ended || terms.length === 0))) this.local = false;
      if (ended) return all(terms);
      const term = this.#term();
      if (term === undefined) this.local = false;
      else terms.push(term);
    }
  }

  /** Nothing where one has yet to be typed; what is too deep is a word. @returns {Term | undefined} */
  #term() {
    if (this.#depth >= DEEPEST) this.local = false;
    if (this.#depth > DEEPEST) {
      const text = this.#word() || this.text[this.#at++];
      return { kind: 'text', text: fold(text) };
    }
    this.#depth++;
    const term = this.#shallowTerm();
    this.#depth--;
    return term;
  }

  /** @returns {Term | undefined} */
  #shallowTerm() {
    let not = this.#keyword('NOT');
    if (!not && this.text[this.#at] === '-') {
      not = true;
      this.#at++;
      if (this.text[this.#at] === '-') return { kind: 'not', term: { kind: 'text', text: fold(this.#word()) } };
    }
    const next = this.text[this.#at];
    if (next === undefined || next === ')' || BLANK.test(next)) return undefined;
    if (not) {
      const term = this.#term();
      return term === undefined ? undefined : { kind: 'not', term };
    }
    if (next === '(') {
      this.#at++;
      this.#depth++;
      const term = this.#any();
      this.#depth--;
      if (this.#at >= this.text.length) this.local = false;
      this.#at++;
      return term.kind === 'all' && term.terms.length === 0 ? undefined : term;
    }
    this.#terms++;
    const regex = next === '/' && this.#isRegex();
    const text = next === '"' ? this.#phraseOrField() : this.#fieldOfPhrase();
    if (text !== undefined) return text === '' ? undefined : { kind: 'text', text };
    const word = this.#word();
    const term = ofLine(word);
    if (term !== undefined) return term;
    if (regex || NAMED.test(word)) this.local = false;
    return { kind: 'text', text: fold(word) };
  }

  /** Whether the next slash ends a regular expression: so paths are words. */
  #isRegex() {
    const start = this.#at + 1;
    let end = start;
    while (end < this.text.length && this.text[end] !== '/') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length || end === start) return false;
    const behind = this.text[end + (this.text[end + 1] === 'i' ? 2 : 1)];
    return behind === undefined || behind === ')' || BLANK.test(behind);
  }

  /** A phrase; or the name of a field, its operator and its value, as they are typed. */
  #phraseOrField() {
    const start = this.#at;
    const phrase = this.#phrase();
    const operator = this.#match(OPERATOR);
    if (operator === undefined) return phrase;
    this.local = false;
    this.#at += operator.length;
    if (this.text[this.#at] === '"') this.#phrase();
    else this.#word();
    return fold(this.text.slice(start, this.#at));
  }

  /** `name:"a value"`, as it is typed. */
  #fieldOfPhrase() {
    const start = this.#at;
    const field = this.#match(FIELD);
    if (field === undefined) return undefined;
    this.local = false;
    this.#at += field.length;
    this.#phrase();
    return fold(this.text.slice(start, this.#at));
  }

  /** What stands here. @param {RegExp} sticky @returns {string | undefined} */
  #match(sticky) {
    sticky.lastIndex = this.#at;
    return sticky.exec(this.text)?.[0];
  }

  #phrase() {
    let phrase = '';
    for (this.#at++; this.#at < this.text.length && this.text[this.#at] !== '"'; this.#at++) {
      if (this.text[this.#at] === '\\' && /["\\]/.test(this.text[this.#at + 1] ?? '')) this.#at++;
      phrase += this.text[this.#at];
    }
    if (this.#at >= this.text.length || phrase === '') this.local = false;
    this.#at++;
    return fold(phrase);
  }

  /** Up to a blank, or to a parenthesis that was not opened in it. */
  #word() {
    const start = this.#at;
    for (let open = 0; this.#at < this.text.length && !BLANK.test(this.text[this.#at]); this.#at++) {
      if (this.text[this.#at] === '(') open++;
      else if (this.text[this.#at] === ')' && --open < 0) break;
    }
    return this.text.slice(start, this.#at);
  }

  #skip() {
    while (this.#at < this.text.length && BLANK.test(this.text[this.#at])) this.#at++;
  }

  #peek() {
    return this.#match(KEYWORD);
  }

  /** @param {string} word */
  #keyword(word) {
    this.#skip();
    if (this.#peek() !== word) return false;
    this.#at += word.length;
    this.#skip();
    return true;
  }
}

/** What is said of a line's level or source. @param {string} word @returns {Term | undefined} */
function ofLine(word) {
  if (word === 'level:*') return { kind: 'level', mask: ALL_LEVELS & ~1 };
  const level = word.startsWith('level') ? LEVEL.exec(word) : null;
  if (level !== null) {
    const asked = levelNumber(level[2].toUpperCase().replace('WARNING', 'WARN'));
    return {
      kind: 'level',
      mask: LEVELS.reduce((mask, _, of) => (of > 0 && COMPARE[level[1]](of, asked) ? mask | (1 << of) : mask), 0),
    };
  }
  const source = SOURCE.exec(word);
  if (source === null) return undefined;
  /** @type {Term} */
  const term = { kind: 'source', glob: source[2] };
  return source[1] === '!=' ? { kind: 'not', term } : term;
}

/** @type {Record<string, (level: number, asked: number) => boolean>} */
const COMPARE = {
  ':': (level, asked) => level === asked,
  '=': (level, asked) => level === asked,
  '!=': (level, asked) => level !== asked,
  '>': (level, asked) => level > asked,
  '>=': (level, asked) => level >= asked,
  '<': (level, asked) => level < asked,
  '<=': (level, asked) => level <= asked,
};

/** @param {Term[]} terms @returns {Term} */
function all(terms) {
  const flat = terms.flatMap((term) => (term.kind === 'all' ? term.terms : [term]));
  return flat.length === 1 ? flat[0] : { kind: 'all', terms: flat };
}

/** @param {Term} term @returns {Test} */
function compile(term) {
  switch (term.kind) {
    case 'text':
      return (folded) => folded.includes(term.text);
    case 'level':
      return (_, level) => (term.mask & (1 << level)) !== 0;
    case 'source': {
      /** @type {Map<string, boolean>} */
      const known = new Map();
      return (_, __, source) => {
        let same = known.get(source);
        if (same === undefined) known.set(source, (same = globMatches(term.glob, source)));
        return same;
      };
    }
    case 'not': {
      const test = compile(term.term);
      return (...line) => !test(...line);
    }
    default: {
      const tests = term.terms.map(compile);
      return term.kind === 'all'
        ? (...line) => tests.every((test) => test(...line))
        : (...line) => tests.some((test) => test(...line));
    }
  }
}

/** @param {string} text @returns {Query} */
export function parseQuery(text) {
  const parser = new Parser(text);
  const term = parser.parse();
  /** @type {Query} */
  const query = { local: parser.local, required: [], forbidden: [], rest: [], mask: ALL_LEVELS };
  for (const each of term.kind === 'all' ? term.terms : [term]) {
    if (each.kind === 'text') query.required.push(each.text);
    else if (each.kind === 'level') query.mask &= each.mask;
    else if (each.kind === 'not' && each.term.kind === 'text') query.forbidden.push(each.term.text);
    else query.rest.push(compile(each));
  }
  query.required.sort((a, b) => b.length - a.length);
  return query;
}

/** Of the text and the source; levels may be asked for. @param {Query} query */
export function isEmpty({ required, forbidden, rest }) {
  return required.length + forbidden.length + rest.length === 0;
}

/** Whether lines of any kind pass. @param {Query} query */
export function isAll(query) {
  return query.local && query.mask === ALL_LEVELS && isEmpty(query);
}

/**
 * Whether a line passes, but for its level.
 *
 * @param {Query} query @param {string} folded @param {number} [level] @param {string} [source]
 */
export function matches({ required, forbidden, rest }, folded, level = 0, source = '') {
  return (
    required.every((word) => folded.includes(word)) &&
    !forbidden.some((word) => folded.includes(word)) &&
    rest.every((test) => test(folded, level, source))
  );
}

/**
 * A query and the levels that are shown, as one query for the server.
 *
 * @param {string} text @param {number} mask
 */
export function asked(text, mask) {
  if ((mask & ALL_LEVELS) === ALL_LEVELS) return text.trim();
  const levels = LEVELS.flatMap((name, level) =>
    (mask & (1 << level)) === 0 ? [] : [level === 0 ? '-level:*' : `level=${name.toLowerCase()}`],
  );
  const either = levels.length === 1 ? levels[0] : `(${levels.join(' OR ')})`;
  return text.trim() === '' ? either : `(${text.trim()}) ${either}`;
}
