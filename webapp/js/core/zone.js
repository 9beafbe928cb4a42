/** The zone in which the page says times: the reader's own, or UTC. */
let utc = false;

/** @param {boolean} on false = the reader's own */
export function useUtc(on) {
  utc = on;
}

/** Minutes that clocks are ahead of UTC then. @param {number} millis */
export function offset(millis) {
  return utc ? 0 : -new Date(millis).getTimezoneOffset();
}

/** A date of which the UTC fields are what clocks of the zone show. @param {number} millis */
export function onTheClock(millis) {
  return new Date(millis + offset(millis) * 60_000);
}

/** When clocks of the zone show what the UTC fields of a date say. @param {Date} shown @returns {number} */
export function whenItIs(shown) {
  if (utc) return shown.getTime();
  return new Date(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    shown.getUTCSeconds(),
    shown.getUTCMilliseconds(),
  ).getTime();
}
