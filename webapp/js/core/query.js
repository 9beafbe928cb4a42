import { fold } from './fold.js';

/**
 * What a line must hold, in the words of the server's query language: words and "exact phrases", all of them; -word or NOT word must
 * be absent; OR and parentheses. Case does not matter. What the language has besides is taken for a word here: a field with its name,
 * its operator and its value as they are typed, in quotes or not. A query may be unfinished, since it is looked at while it is being typed.
 *
 * @typedef {(folded: string) => boolean} Test
 * @typedef {{ required: string[], forbidden: string[], rest: Test[] }} Query folded; the longest required one first
 */

/**
 * @typedef {{ kind: 'text', text: string } | { kind: 'not', term: Term } | { kind: 'all' | 'any', terms: Term[] }} Term
 */

const BLANK = /\s/;
const KEYWORD = /(AND|OR|NOT)(?=[\s()]|$)/y;

/** Behind the name of a field; as on the server, not in `://`, `::`, `:\`, `=>`. */
const OPERATOR = /:(?![:\\]|\/\/)|=(?!>)|!=|[<>]=?/y;

/** A name without quotes and its operator, a quote behind. */
const FIELD = /[\p{L}\p{So}_@${][\p{L}\p{M}\p{N}\p{So}_@.$\/{}#+-]*(?<!-)(?::(?![:\\]|\/\/)|=(?!>)|!=|[<>]=?)(?=")/uy;

/** The server takes no deeper ones. */
const DEEPEST = 20;

class Parser {
  #at = 0;
  #depth = 0;

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
      if (this.text[this.#at] === ')') this.#at++;
    }
    return all(terms);
  }

  /** @returns {Term} */
  #any() {
    const terms = [this.#all()];
    while (this.#keyword('OR')) terms.push(this.#all());
    const known = terms.filter((term) => term.kind !== 'all' || term.terms.length > 0);
    return known.length > 1 ? { kind: 'any', terms: known } : (known[0] ?? all([]));
  }

  /** @returns {Term} */
  #all() {
    /** @type {Term[]} */
    const terms = [];
    for (;;) {
      while (this.#keyword('AND'));
      this.#skip();
      if (this.#at >= this.text.length || this.text[this.#at] === ')' || this.#peek() === 'OR') return all(terms);
      const term = this.#term();
      if (term !== undefined) terms.push(term);
    }
  }

  /** Nothing where one has yet to be typed; what is too deep is a word. @returns {Term | undefined} */
  #term() {
    if (this.#depth > DEEPEST) {
      const text = this.#word() || this.text[this.#at++];
      return { kind: 'text', text };
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
      if (this.text[this.#at] === '-') return { kind: 'not', term: { kind: 'text', text: this.#word() } };
    }
    const next = this.text[this.#at];
    if (next === undefined || next === ')' || BLANK.test(next)) return undefined;
    if (not) {
      const term = this.#term();
      return term === undefined ? undefined : { kind: 'not', term };
    }
    if (next === '(') {
      this.#at++;
      const term = this.#any();
      this.#at++;
      return term.kind === 'all' && term.terms.length === 0 ? undefined : term;
    }
    const text = next === '"' ? this.#phraseOrField() : (this.#fieldOfPhrase() ?? this.#word());
    return text === '' ? undefined : { kind: 'text', text };
  }

  /** A phrase; or the name of a field, its operator and its value, as they are typed. */
  #phraseOrField() {
    const start = this.#at;
    const phrase = this.#phrase();
    const operator = this.#match(OPERATOR);
    if (operator === undefined) return phrase;
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
    return fold(this.text.slice(start, this.#at));
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
    case 'not': {
      const test = compile(term.term);
      return (folded) => !test(folded);
    }
    default: {
      const tests = term.terms.map(compile);
      return term.kind === 'all' ? (folded) => tests.every((test) => test(folded)) : (folded) => tests.some((test) => test(folded));
    }
  }
}

/** @param {string} text @returns {Query} */
export function parseQuery(text) {
  /** @type {Query} */
  const query = { required: [], forbidden: [], rest: [] };
  const term = new Parser(text).parse();
  for (const each of term.kind === 'all' ? term.terms : [term]) {
    if (each.kind === 'text') query.required.push(each.text);
    else if (each.kind === 'not' && each.term.kind === 'text') query.forbidden.push(each.term.text);
    else query.rest.push(compile(each));
  }
  query.required.sort((a, b) => b.length - a.length);
  return query;
}

/** @param {Query} query */
export function isEmpty({ required, forbidden, rest }) {
  return required.length + forbidden.length + rest.length === 0;
}

/** @param {Query} query @param {string} folded a line */
export function matches({ required, forbidden, rest }, folded) {
  return (
    required.every((word) => folded.includes(word)) &&
    !forbidden.some((word) => folded.includes(word)) &&
    rest.every((test) => test(folded))
  );
}
