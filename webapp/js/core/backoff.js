const FIRST = 500;
const SOON = 2_000;
const LONGEST_WAIT = 15_000;

/** For so long a server that restarts is met within seconds; later it is spared. */
const PATIENCE = 60_000;

/**
 * How long to wait before an attempt, in milliseconds: doubled each time, ±20 % so that clients do not come all at
 * once.
 *
 * @param {number} attempt from 1
 * @param {number} lostFor for how long there has been no connection
 */
export function delayBefore(attempt, lostFor, random = Math.random()) {
  const longest = lostFor < PATIENCE ? SOON : LONGEST_WAIT;
  return Math.round(Math.min(FIRST * 2 ** (attempt - 1), longest) * (0.8 + 0.4 * random));
}
