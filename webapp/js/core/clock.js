/** @param {number} value @param {number} [digits] */
function pad(value, digits = 2) {
  return String(value).padStart(digits, '0');
}

/** 11:32:08.123, in the reader's zone. @param {number} millis */
export function clock(millis) {
  const date = new Date(millis);
  return `${seconds(millis)}.${pad(date.getMilliseconds(), 3)}`;
}

/** 11:32:08. @param {number} millis */
export function seconds(millis) {
  const date = new Date(millis);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** 32:08, where there is no room. @param {number} millis */
export function minutes(millis) {
  const date = new Date(millis);
  return `${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** UTC+1, UTC-3:30. */
export function zone(offset = -new Date().getTimezoneOffset()) {
  const hours = Math.floor(Math.abs(offset) / 60);
  const rest = Math.abs(offset) % 60;
  if (offset === 0) return 'UTC';
  return `UTC${offset < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

const days = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** The last day that was asked for: most lines are of the same one. */
let last = { from: 0, to: 0, name: '' };

/** Fri, Nov 27, 2026. @param {number} millis */
export function day(millis) {
  if (millis < last.from || millis >= last.to) {
    const from = new Date(millis).setHours(0, 0, 0, 0);
    const next = new Date(from);
    last = { from, to: next.setDate(next.getDate() + 1), name: days.format(from) };
  }
  return last.name;
}

/** With the day, where it is not today: 2026-11-27 11:32:08. @param {number} millis @param {number} [now] */
export function moment(millis, now = Date.now()) {
  const date = new Date(millis);
  if (date.toDateString() === new Date(now).toDateString()) return seconds(millis);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${seconds(millis)}`;
}
