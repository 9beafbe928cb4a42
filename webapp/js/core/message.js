import { colours } from './ansi.js';

/**
 * What a line says, apart from what its envelope says: a record begins with its time, its level, its logger. And the
 * few of its attributes that tell one line from another.
 *
 * @typedef {Record<string, unknown>} Attributes
 * @typedef {{ message: string, fields: string }} Letter
 */

/** The names that mean the same, as the server's query language has them. @type {Record<string, string[]>} */
const NAMES = {
  method: ['http.request.method', 'request_method', 'http.method', 'req.method', 'method'],
  path: ['url.path', 'uri', 'request_uri', 'http.target', 'req.url', 'RequestPath', 'path'],
  query: ['url.query', 'query_string', 'query'],
  status: ['http.response.status_code', 'status_code', 'statusCode', 'http.status_code', 'response.status', 'status'],
  duration: ['duration', 'request_time', 'elapsed', 'latency', 'took', 'duration_ms', 'latency_ms', 'responseTime'],
  logger: [
    'code.namespace',
    'logger_name',
    'loggerName',
    'log.logger',
    'LoggerName',
    'target',
    'SourceContext',
    'logger',
  ],
  trace: ['trace_id', 'traceId', 'trace.id', 'traceid', '@tr', 'dd.trace_id'],
};

/** They are in columns of their own, or the same in each line of a source. */
const ENVELOPE =
  /^(msg|message|@?timestamp|time|ts|@t|@l|date|level|severity|log\.level|LogLevel|@version|span_?id|span\.id|@sp|dd\.span_id|(process\.)?pid|process_?id|(process\.)?thread(\.?name|\.id)?|host(\.?name)?|_hostname|service(\.name)?|app(name)?|stream|log\.iostream|code\.(file\.path|line\.number|function\.name)|user_agent\.original|network\.protocol\..*|http\.request\.header\.referer)$/i;

const MOST_FIELDS = 4;
const MOST_CHARS = 40;

/** Attributes of a structured record are its message; of another they stand in it. */
const STRUCTURED = /^\s*\{|^\S+=/;

/**
 * @param {string} text the record
 * @param {number} begin where the message begins in it; 0 = nobody knows
 * @param {Attributes | undefined} attributes
 * @returns {Letter}
 */
export function letter(text, begin, attributes) {
  if (attributes === undefined) return { message: begin > 0 ? text.slice(begin) : text, fields: '' };
  const said = typeof attributes.msg === 'string' ? colours(attributes.msg).text : '';
  const status = find(attributes, 'status');
  const method = find(attributes, 'method');
  const path = find(attributes, 'path');
  /** @type {string[]} */
  let told = [];
  let message = text;
  if (said !== '') {
    message = said + behind(text, said);
  } else if (begin > 0) {
    message = text.slice(begin);
  } else if (method !== undefined && path !== undefined && status !== undefined) {
    const duration = find(attributes, 'duration');
    const query = find(attributes, 'query')?.value;
    const took = duration === undefined ? '' : ` ${span(duration)}`;
    message = `${method.value} ${path.value}${query ? `?${query}` : ''} → ${status.value}${took}`;
    told = [method.name, path.name, status.name, duration?.name ?? '', 'url.query', 'query_string'];
  } else if (!STRUCTURED.test(text)) {
    return { message: text, fields: '' };
  }
  return { message, fields: otherFieldsOf(attributes, told, message).join('  ') };
}

/** Lines of a record behind the one that is structured, such as a trace. @param {string} text @param {string} said */
function behind(text, said) {
  const end = text.indexOf('\n');
  return end < 0 || said.includes('\n') || /^\s*\{\s*$/.test(text.slice(0, end)) ? '' : text.slice(end);
}

/** @param {Attributes} attributes @param {string[]} told @param {string} message */
function otherFieldsOf(attributes, told, message) {
  /** @type {string[]} */
  const fields = [];
  const logger = find(attributes, 'logger');
  if (logger !== undefined) fields.push(lastPart(String(logger.value)));
  const trace = find(attributes, 'trace');
  if (trace !== undefined) fields.push(`trace=${String(trace.value).slice(0, 8)}`);
  const first = ['status', 'duration'].map((name) => find(attributes, name)).filter((found) => found !== undefined);
  const known = new Set([...told, logger?.name, trace?.name]);
  for (const { name, value } of [...first, ...scalars(attributes)]) {
    if (fields.length === MOST_FIELDS) break;
    const shown = String(value);
    if (
      known.has(name) ||
      ENVELOPE.test(name) ||
      shown === '' ||
      shown === '-' ||
      shown.length > MOST_CHARS ||
      /\s/.test(shown)
    )
      continue;
    known.add(name);
    if (!says(message, shown)) fields.push(`${name.slice(name.lastIndexOf('.') + 1)}=${shown}`);
  }
  return fields;
}

/** Whether a value stands in the message, as a word. @param {string} message @param {string} value */
function says(message, value) {
  const at = message.indexOf(value);
  return at >= 0 && !/\w/.test(message[at - 1] ?? '') && !/\w/.test(message[at + value.length] ?? '');
}

/** @param {Attributes} attributes @param {string} [prefix] @returns {Generator<{ name: string, value: unknown }>} */
function* scalars(attributes, prefix = '') {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'object') yield { name: prefix + name, value };
    else if (!Array.isArray(value)) yield* scalars(/** @type {Attributes} */ (value), `${prefix}${name}.`);
  }
}

/**
 * @param {Attributes} attributes @param {string} short @returns {{ name: string, value: string | number } | undefined}
 */
function find(attributes, short) {
  for (const name of NAMES[short]) {
    const value = attributes[name] ?? (name.includes('.') ? walk(attributes, name) : undefined);
    if (typeof value === 'string' || typeof value === 'number') return { name, value };
  }
  return undefined;
}

/** @param {Attributes} attributes @param {string} path */
function walk(attributes, path) {
  /** @type {any} */
  let value = attributes;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = value[name];
  }
  return value;
}

/** @param {{ name: string, value: string | number }} duration */
function span({ name, value }) {
  if (typeof value === 'string') return value;
  if (/ms$|millis$|responseTime/i.test(name)) return `${value} ms`;
  if (!/request_time|duration|elapsed|took|latency/.test(name)) return String(value);
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${value} s`;
}

/** `OrderService` of `com.example.orders.OrderService`. @param {string} name */
function lastPart(name) {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'), name.lastIndexOf(':')) + 1) || name;
}
