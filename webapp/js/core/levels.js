/** Levels by number, in ascending order; 0 is a line without one. */
export const LEVELS = Object.freeze(['', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);

export const WARN = 4;
export const ERROR = 5;

/** Not a line but the place where some are missing; passes every filter. */
export const GAP = 7;

export const ALL_LEVELS = 0b1111111;

const NUMBERS = new Map(LEVELS.map((name, number) => [name, number]));

/** @param {string | undefined} name */
export function levelNumber(name) {
  return name === undefined ? 0 : (NUMBERS.get(name) ?? 0);
}

/**
 * The levels from this one up.
 *
 * @param {number} level
 */
export function atLeast(level) {
  return ALL_LEVELS & ~((1 << level) - 1);
}
