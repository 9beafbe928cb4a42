import { ERROR, GAP, levelNumber } from '../core/levels.js';
import { Rate } from '../core/rate.js';
import { Store } from '../core/store.js';
import { Connection } from './connection.js';
import { Origins } from './origins.js';

/** @typedef {import('../../types/protocol.js').Command} Command */
/** @typedef {import('../../types/protocol.js').Reply} Reply */
/** @typedef {import('../../types/protocol.js').ViewRequest} ViewRequest */
/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {{ id: string, time: string, source: string, level?: string, message: string, attributes?: Record<string, unknown>, continues?: string }} LineEvent */

const TAIL = 1000;
const STATUS_MILLIS = 250;
const SCAN_MILLIS = 8;
const MAX_COPIED = 100_000;
const BACKLOG_MILLIS = 300;

/** Above this, clocks differ or the lines are old: it says nothing about the way. */
const BELIEVABLE_LAG = 60_000;

const store = new Store();
const origins = new Origins();

/** @type {Map<string, { number: number, rate: Rate, perSecond: number, lastLine: number, lastError: number }>} */
const sources = new Map();
/** @type {string[]} */
const names = [];

/** @type {Connection | undefined} */
let connection;
/** A request for a view that is answered as soon as there is news. @type {ViewRequest | undefined} */
let waiting;
let news = true;

let received = 0;
let missed = 0;
let gaps = 0;
let errors = 0;
let lag = 0;
/** What comes right after the stream is opened has been there before, and says nothing about how much goes on. */
let liveFrom = 0;
const lineRate = new Rate();
const byteRate = new Rate();

const pause = new MessageChannel();
pause.port1.onmessage = scan;

/** @param {Reply} reply */
function tell(reply) {
  self.postMessage(reply);
}

self.onmessage = (/** @type {MessageEvent<Command>} */ { data: command }) => {
  switch (command.type) {
    case 'open':
      open(command.base, command.sources);
      break;
    case 'retry':
      connection?.retry();
      break;
    case 'filter':
      store.filter(command.text, command.mask);
      scan();
      break;
    case 'wrap':
      store.wrap(command.columns);
      scan();
      break;
    case 'pause':
      store.pause(command.paused);
      tellStatus();
      break;
    case 'view':
      waiting = command;
      news ||= command.now;
      answer();
      break;
    case 'line':
      tellLine(command.seq);
      break;
    case 'copy': {
      const texts = store.texts(command.from, command.to, MAX_COPIED);
      tell({ type: 'copied', text: texts.join('\n'), lines: texts.length });
      break;
    }
    case 'find':
      tell({ type: 'found', seq: store.find(command.from, command.step, command.level) });
      break;
  }
};

/** @param {string} base @param {string[]} wanted */
function open(base, wanted) {
  connection?.close();
  store.clear();
  origins.clear();
  news = true;
  const url = new URL('logs', base);
  url.searchParams.set('named', 'false');
  url.searchParams.set('tail', String(TAIL));
  for (const source of wanted) url.searchParams.append('source', source);
  connection = new Connection(url.href, {
    state: (state) => {
      if (state.state === 'live') liveFrom = Date.now() + BACKLOG_MILLIS;
      tell({ type: 'connection', ...state });
    },
    events: take,
  });
  connection.open();
}

/** @param {{ type: string, data: string }[]} events @param {number} bytes */
function take(events, bytes) {
  if (Date.now() >= liveFrom) byteRate.add(bytes);
  /** @type {string[]} */
  let lines = [];
  for (const { type, data } of events) {
    if (type === 'message') {
      lines.push(data);
    } else if (type === 'logcast:gap') {
      addAll(lines);
      lines = [];
      addGap(JSON.parse(data));
    }
  }
  addAll(lines);
  if (news) answer();
}

/** Parsing once is several times as fast as parsing each. @param {string[]} lines */
function addAll(lines) {
  if (lines.length === 0) return;
  const now = Date.now();
  /** @type {LineEvent[]} */
  let events = [];
  try {
    events = JSON.parse(`[${lines.join(',')}]`);
  } catch {
    // Not as the server writes them: nothing can be said of any.
    addGap({ reason: 'unreadable', missed: lines.length });
  }
  for (const event of events) add(event, now);
}

/** @param {LineEvent} line @param {number} now */
function add({ id, time, source: name, level: levelName, message, attributes, continues }, now) {
  const colon = id.lastIndexOf(':');
  const offset = Number(id.slice(colon + 1));
  const origin = origins.meet(id.slice(0, colon), offset);
  if (origin < 0) return;
  const source = sourceOf(name);
  const level = levelNumber(levelName);
  const millis = Date.parse(time);
  const part = continues !== undefined;
  store.add({ text: message, level, source: source.number, time: millis, origin, offset, attributes, part });
  received++;
  news = true;
  source.lastLine = Math.max(source.lastLine, Math.min(now, millis));
  if (level >= ERROR && !part) {
    source.lastError = Math.max(source.lastError, Math.min(now, millis));
    errors++;
  }
  if (now < liveFrom) return;
  lineRate.add();
  source.rate.add();
  lag = now - millis < BELIEVABLE_LAG ? Math.max(0, now - millis) : 0;
}

/** @param {Gap} gap */
function addGap({ reason, missed: lines, source }) {
  store.addGap({ reason, missed: lines, source, since: store.line(store.last)?.time }, Date.now());
  gaps++;
  missed += lines ?? 0;
  news = true;
}

/** @param {string} name */
function sourceOf(name) {
  let source = sources.get(name);
  if (source === undefined) {
    source = { number: names.length, rate: new Rate(), perSecond: 0, lastLine: 0, lastError: 0 };
    sources.set(name, source);
    names.push(name);
    tellSources();
  }
  return source;
}

function scan() {
  const until = performance.now() + SCAN_MILLIS;
  store.scan(() => performance.now() > until);
  news = true;
  answer();
  if (store.scanning) pause.port2.postMessage(0);
}

function answer() {
  if (waiting === undefined || !news || !store.knows(waiting.place)) return;
  const { place, height, rowHeight } = waiting;
  const request = waiting;
  waiting = undefined;
  news = false;
  tell({ type: 'view', ...store.view(place, height, rowHeight), hits: store.hits, request });
}

/** @param {number} seq */
function tellLine(seq) {
  const line = store.line(seq);
  if (line === undefined) return;
  tell({
    type: 'line',
    seq,
    id: line.level === GAP ? '' : `${origins.name(line.origin)}:${line.offset}`,
    level: line.level,
    source: names[line.source] ?? '',
    time: line.time,
    text: line.text,
    attributes: line.attributes,
    gap: line.level === GAP,
  });
}

let ticks = 0;
let lastSecond = performance.now();
let said = '';

function tellStatus() {
  /** @type {import('../../types/protocol.js').Status} */
  const status = {
    type: 'status',
    received,
    missed,
    gaps,
    lines: store.lines,
    hits: store.hits,
    scanning: store.scanning,
    levels: Array.from(store.levelCounts),
    fresh: store.fresh,
    oldest: store.oldest,
    full: store.full,
    rate: perSecond.lines,
    bytesRate: perSecond.bytes,
    lag: perSecond.lines > 0 ? lag : 0,
    errors,
  };
  const saying = JSON.stringify(status);
  if (saying === said) return;
  said = saying;
  tell(status);
}

const perSecond = { lines: 0, bytes: 0 };

function tellSources() {
  tell({
    type: 'sources',
    names,
    rates: names.map((id) => {
      const { perSecond: rate, lastLine, lastError } = /** @type {NonNullable<ReturnType<typeof sources.get>>} */ (sources.get(id));
      return { id, rate, lastLine, lastError };
    }),
  });
}

setInterval(() => {
  if (++ticks % 4 === 0) {
    const now = performance.now();
    const elapsed = (now - lastSecond) / 1000;
    lastSecond = now;
    perSecond.lines = lineRate.tick(elapsed);
    perSecond.bytes = byteRate.tick(elapsed);
    for (const source of sources.values()) source.perSecond = source.rate.tick(elapsed);
    tellSources();
  }
  tellStatus();
}, STATUS_MILLIS);
