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
