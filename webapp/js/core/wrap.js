/** Rows that a folded line takes, the last of which offers the rest. */
export const FOLD = 20;

const TAB = 4;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * How many rows a line takes when it is broken after so many columns, wherever that is: East Asian wide characters and
 * emoji take two, combining ones none.
 *
 * @param {string} text
 * @param {number} columns
 */
export function countRows(text, columns) {
  if (PLAIN.test(text)) return Math.max(1, Math.ceil(text.length / columns));
  let rows = 1;
  let column = 0;
  for (const char of text) {
    const code = /** @type {number} */ (char.codePointAt(0));
    if (code === 10) {
      rows++;
      column = 0;
      continue;
    }
    const width = code === 9 ? TAB - (column % TAB) : widthOf(code);
    if (column + width > columns) {
      rows++;
      column = 0;
    }
    column += width;
  }
  return rows;
}

/** @param {number} rows */
export function folded(rows) {
  return rows > FOLD ? FOLD : rows;
}

/** @param {number} code */
function widthOf(code) {
  if (code < 0x300) return 1;
  if (code < 0x370 || (code >= 0x200b && code <= 0x200d) || (code >= 0xfe00 && code <= 0xfe0f) || code === 0xfeff)
    return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
