/** Hues of the sources, evenly around the circle. */
const HUES = 12;

/**
 * The same colour for the same name, wherever it is seen (FNV-1a).
 *
 * @param {string} name
 */
export function hueOf(name) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (((hash ^ (hash >>> 15)) >>> 0) % HUES) * (360 / HUES);
}

/** Leaves out the middle, where names differ least. @param {string} name @param {number} length */
export function middle(name, length) {
  if (name.length <= length) return name;
  const end = Math.floor((length - 1) / 2);
  return `${name.slice(0, length - 1 - end)}…${name.slice(name.length - end)}`;
}

/** What turns a text around, so that one reads what is not written (Unicode, UAX #9). */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Control characters as the pictures that Unicode has for them, and those of the direction as that of a substitute:
 * they would be invisible, or obeyed. As long as the text is.
 *
 * @param {string} text
 */
export function visible(text) {
  return text
    .replace(TURNS, '\u2426')
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (c) => String.fromCharCode(c === '\x7f' ? 0x2421 : 0x2400 + c.charCodeAt(0)));
}

/** Whether a source id is meant by a glob, in which `*` stands for anything. @param {string} glob @param {string} id */
export function globMatches(glob, id) {
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*');
  return new RegExp(`^${pattern}$`).test(id);
}
