import { en } from '../i18n/en.js';

/** @typedef {keyof typeof en} Key */

const language = 'en';
const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

const lists = new Intl.ListFormat(language);

/**
 * A text in the reader's language.
 *
 * @param {Key} key
 * @param {Record<string, string | number>} [values] for what is in braces; `count` chooses the plural
 * @returns {string}
 */
export function t(key, values = {}) {
  /** @type {string | Partial<Record<Intl.LDMLPluralRule, string>>} */
  const forms = en[key];
  const text = typeof forms === 'string' ? forms : (forms[plural.select(Number(values.count))] ?? forms.other ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : (value ?? '');
  });
}

/** @param {string} key @returns {key is Key} */
export function isKey(key) {
  return Object.hasOwn(en, key);
}

/** Exact to 9,999, then 12K. @param {number} count @param {number} [exact] */
export function short(count, exact = 9999) {
  return count > exact ? compact.format(count) : numbers.format(Math.round(count));
}

/** @param {number} rate */
export function rate(rate) {
  return rate > 0 && rate < 10 ? oneDigit.format(rate) : numbers.format(Math.round(rate));
}

/** @param {number} bytes decimal */
export function bytes(bytes) {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  return bytes < 1e6 ? `${numbers.format(Math.round(bytes / 1e3))} kB` : `${oneDigit.format(bytes / 1e6)} MB`;
}

/** @param {number} millis */
export function duration(millis) {
  return millis < 1000 ? `${Math.round(millis)} ms` : `${oneDigit.format(millis / 1000)} s`;
}

/** a, b, and c. @param {string[]} names */
export function listed(names) {
  return lists.format(names);
}
