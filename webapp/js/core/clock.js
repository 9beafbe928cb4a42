import { offset, onTheClock, whenItIs } from './zone.js';

/** @param {number} value @param {number} [digits] */
function pad(value, digits = 2) {
  return String(value).padStart(digits, '0');
}

/** 11:32:08.123, in the page's zone. @param {number} millis */
export function clock(millis) {
  return `${seconds(millis)}.${pad(onTheClock(millis).getUTCMilliseconds(), 3)}`;
}

/** 11:32:08. @param {number} millis */
export function seconds(millis) {
  const date = onTheClock(millis);
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
}

/** UTC+1, UTC-3:30. */
export function zone(ahead = offset(Date.now())) {
  const hours = Math.floor(Math.abs(ahead) / 60);
  const rest = Math.abs(ahead) % 60;
  if (ahead === 0) return 'UTC';
  return `UTC${ahead < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

const days = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The last day that was asked for, on the clock: most lines are of the same one. */
let lastDay = { from: 0, to: 0, name: '' };

/** Fri, Nov 27, 2026. @param {number} millis */
export function day(millis) {
  const shown = onTheClock(millis).getTime();
  if (shown < lastDay.from || shown >= lastDay.to) {
    const from = new Date(shown).setUTCHours(0, 0, 0, 0);
    lastDay = { from, to: from + 86_400_000, name: days.format(from) };
  }
  return lastDay.name;
}

/** 2026-11-27. @param {number} millis */
export function date(millis) {
  const shown = onTheClock(millis);
  return `${shown.getUTCFullYear()}-${pad(shown.getUTCMonth() + 1)}-${pad(shown.getUTCDate())}`;
}

/** With the day, where it is not today: 2026-11-27 11:32:08. @param {number} millis @param {number} [now] */
export function moment(millis, now = Date.now()) {
  return date(millis) === date(now) ? seconds(millis) : `${date(millis)} ${seconds(millis)}`;
}

/** When the day began. @param {number} millis */
export function midnight(millis) {
  return whenItIs(new Date(onTheClock(millis).setUTCHours(0, 0, 0, 0)));
}
