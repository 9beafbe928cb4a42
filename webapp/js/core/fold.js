/**
 * Makes characters that differ in case only equal, unit by unit, as the server does: the simple case folding of
 * Unicode. Unlike lower case it keeps the length of a text, İ and ı stay themselves, and Σ, σ and ς are one.
 */

const ASCII = /^[\x00-\x7f]*$/;

/** @type {Uint16Array | undefined} */
let folds;

/** Characters of which the folded one is not the one in lower case, wherever they stand. @type {RegExp | undefined} */
let odd;

function prepare() {
  const table = new Uint16Array(0x10000);
  let others = '';
  for (let unit = 0; unit < table.length; unit++) {
    const char = String.fromCharCode(unit);
    const upper = char.toUpperCase();
    const lower = (upper.length === 1 ? upper : char).toLowerCase();
    const own = char === 'İ' || char === 'ı' || lower.length !== 1;
    table[unit] = own ? unit : lower.charCodeAt(0);
    if (table[unit] !== char.toLowerCase().charCodeAt(0) || char === 'İ' || char === 'Σ') others += char;
  }
  folds = table;
  odd = new RegExp(`[${others}]`);
}

/** @param {string} text */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  if (folds === undefined || odd === undefined) prepare();
  if (!(/** @type {RegExp} */ (odd).test(text)) && text.toLowerCase().length === text.length) return text.toLowerCase();
  const table = /** @type {Uint16Array} */ (folds);
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += String.fromCharCode(table[text.charCodeAt(i)]);
  return folded;
}
