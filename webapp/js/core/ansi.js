/**
 * Colours that a text has brought with it: escape sequences of terminals (ECMA-48, 8.3.117 "Select graphic rendition").
 * All others are left out.
 *
 * @typedef {{ start: number, end: number, style: string, fg?: string, bg?: string }} Run of equal look: `style` are
 * classes, colours
 *   as of CSS
 */

const ESCAPE =
  /\x1b(?:\[([0-?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~]|$)/g;

/** Of xterm, by number; each is brought to the contrast of the theme where it is shown. */
// prettier-ignore
const COLOURS = [
  '#000000', '#cd3131', '#0dbc79', '#e5e510', '#2472c8', '#bc3fbc', '#11a8cd', '#e5e5e5',
  '#666666', '#f14c4c', '#23d18b', '#f5f543', '#3b8eea', '#d670d6', '#29b8db', '#ffffff',
];
const CUBE = [0, 95, 135, 175, 215, 255];

/** Classes by the number that begins them, and the number that ends them. @type {Record<number, [string, number]>} */
const STYLES = {
  1: ['bold', 22],
  2: ['dim', 22],
  3: ['italic', 23],
  4: ['underline', 24],
  7: ['inverse', 27],
  9: ['strike', 29],
};

/** @param {string} text @returns {{ text: string, runs: Run[] }} */
export function colours(text) {
  if (!text.includes('\x1b')) return { text, runs: [] };
  /** @type {Run[]} */
  const runs = [];
  let plain = '';
  let last = 0;
  let look = /** @type {Look} */ ({ styles: [] });
  for (const match of text.matchAll(ESCAPE)) {
    plain = extend(plain, text.slice(last, match.index), look, runs);
    last = match.index + match[0].length;
    if (match[2] === 'm') look = next(look, match[1]);
  }
  return { text: extend(plain, text.slice(last), look, runs), runs };
}

/** How long the beginning of a text is without its escape sequences. @param {string} text @param {number} length */
export function plainLength(text, length) {
  return text.slice(0, length).replace(ESCAPE, '').length;
}

/** @typedef {{ styles: string[], fg?: string, bg?: string }} Look */

/** @param {string} plain @param {string} piece @param {Look} look @param {Run[]} runs */
function extend(plain, piece, { styles, fg, bg }, runs) {
  const end = plain.length + piece.length;
  if (piece !== '' && (styles.length > 0 || fg !== undefined || bg !== undefined)) {
    const inverse = styles.includes('inverse') && (fg !== undefined || bg !== undefined);
    const style = styles.filter((each) => !inverse || each !== 'inverse').join(' ');
    runs.push({ start: plain.length, end, style, fg: inverse ? bg : fg, bg: inverse ? fg : bg });
  }
  return plain + piece;
}

/** @param {Look} look @param {string} parameters @returns {Look} */
function next(look, parameters) {
  let { styles, fg, bg } = look;
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    const style = STYLES[code];
    if (code === 0) [styles, fg, bg] = [[], undefined, undefined];
    else if (style !== undefined) styles = [...styles.filter((each) => each !== style[0]), style[0]];
    else if (code >= 21 && code <= 29)
      styles = styles.filter((each) => !Object.values(STYLES).some(([name, end]) => name === each && end === code));
    else if (code === 39) fg = undefined;
    else if (code === 49) bg = undefined;
    else if (code === 38 || code === 48) {
      const [colour, taken] = extended(codes, i + 1, parameters.includes(':'));
      i += taken;
      if (code === 38) fg = colour ?? fg;
      else bg = colour ?? bg;
    } else if (code >= 30 && code <= 37) fg = COLOURS[code - 30];
    else if (code >= 40 && code <= 47) bg = COLOURS[code - 40];
    else if (code >= 90 && code <= 97) fg = COLOURS[code - 82];
    else if (code >= 100 && code <= 107) bg = COLOURS[code - 92];
  }
  return { styles, fg, bg };
}

/**
 * @param {number[]} codes
 * @param {number} at
 * @param {boolean} colons
 * @returns {[string | undefined, number]} and how many it takes
 */
function extended(codes, at, colons) {
  if (codes[at] === 5) return [indexed(codes[at + 1]), 2];
  if (codes[at] !== 2) return [undefined, 0];
  // With colons, a colour space stands in between.
  const from = at + 1 + (colons && codes.length - at > 4 ? 1 : 0);
  const parts = codes.slice(from, from + 3);
  const right = parts.length === 3 && parts.every((part) => part >= 0 && part <= 255);
  return [right ? hex(parts) : undefined, from - at + 3];
}

/** @param {number} index */
function indexed(index) {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return COLOURS[index];
  if (index >= 232) return hex([0, 0, 0].fill(8 + 10 * (index - 232)));
  const cube = index - 16;
  return hex([CUBE[Math.floor(cube / 36)], CUBE[Math.floor(cube / 6) % 6], CUBE[cube % 6]]);
}

/** @param {number[]} parts */
function hex(parts) {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
