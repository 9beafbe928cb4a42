import { onTheClock, whenItIs } from './zone.js';

const UNITS = { s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3, w: 7 * 86_400e3 };
const AGO = /^(\d+(?:[smhdw]\d+)*[smhdw])(?:\s+ago)?$/;
const CLOCK = /^(?:(today|yesterday)\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[t\s](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The time that is meant by `14:32`, `yesterday 03:12`, `10m` or `1h30m` ago, `2026-11-27`, with a time and a zone or
 * without; in the page's zone where none is given. A time of day that has yet to come is that of yesterday.
 *
 * @param {string} text @param {number} now @returns {number | undefined} in milliseconds since 1970
 */
export function parseTime(text, now) {
  const wanted = text.trim().toLowerCase();
  if (wanted === 'now') return now;
  const ago = AGO.exec(wanted);
  if (ago !== null) {
    let millis = 0;
    for (const [, count, unit] of ago[1].matchAll(/(\d+)([smhdw])/g))
      millis += Number(count) * UNITS[/** @type {keyof UNITS} */ (unit)];
    return valid(now - millis);
  }
  const clock = CLOCK.exec(wanted);
  if (clock !== null) {
    const [, day, hours, minutes, seconds = '0', fraction = '0'] = clock;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const date = onTheClock(now);
    date.setUTCHours(Number(hours), Number(minutes), Number(seconds), Number(fraction.padEnd(3, '0')));
    if (day === 'yesterday' || (day === undefined && whenItIs(date) > now)) date.setUTCDate(date.getUTCDate() - 1);
    return whenItIs(date);
  }
  const date = DATE.exec(wanted);
  if (date === null) return undefined;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', fraction = '0', zone = ''] = date;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase() || 'Z';
  const time = Date.parse(
    `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  const last = new Date(Number(year), Number(month), 0).getDate();
  return Number(day) > last ? undefined : valid(zone === '' ? whenItIs(new Date(time)) : time);
}

/** @param {number} time */
function valid(time) {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? time : undefined;
}
