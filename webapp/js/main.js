import { early, opening, worker } from './begin.js';
import { moment, seconds } from './core/clock.js';
import { t } from './core/i18n.js';
import { ALL_LEVELS, ERROR } from './core/levels.js';
import { parseQuery } from './core/query.js';
import { loadSettings, saveSettings } from './core/settings.js';
import { activePane, isFiltered, isWithin, readUrl, reduce, writeUrl } from './core/state.js';
import { debounced } from './dom.js';
import { LogList } from './list/log-list.js';
import { copy } from './ui/clipboard.js';
import { HelpDialog } from './ui/help-dialog.js';
import { bindKeys } from './ui/keys.js';
import { LevelChips } from './ui/level-chips.js';
import { LineDetails } from './ui/line-details.js';
import { NewLines } from './ui/new-lines.js';
import { QueryField } from './ui/query-field.js';
import { RangeMenu } from './ui/range-menu.js';
import { SourceList } from './ui/source-list.js';
import { StatePanel } from './ui/state-panel.js';
import { StatusBar } from './ui/status-bar.js';
import { StillBar, rangeText } from './ui/still-bar.js';
import { TimeField } from './ui/time-field.js';
import { createToolbar } from './ui/toolbar.js';

/** @typedef {import('../types/protocol.js').Command} Command */
/** @typedef {import('../types/protocol.js').Connection} Connection */
/** @typedef {import('../types/protocol.js').Line} Line */
/** @typedef {import('../types/protocol.js').Range} Range */
/** @typedef {import('../types/protocol.js').Reply} Reply */
/** @typedef {import('../types/protocol.js').Source} Source */
/** @typedef {import('../types/protocol.js').Status} Status */
/** @typedef {import('../types/protocol.js').Target} Target */
/** @typedef {import('./core/state.js').Intent} Intent */
/** @typedef {import('./list/log-list.js').Stand} Stand */

const FILTER_MILLIS = 80;
const URL_MILLIS = 1000;
const SOURCES_MILLIS = 5000;
const SKELETON_MILLIS = 400;
const OFFLINE_MILLIS = 30_000;

/** @template {Element} E @param {string} selector @param {new () => E} type @returns {E} */
function the(selector, type) {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`${selector} is missing`);
  return element;
}

const page = document.documentElement;
const base = document.baseURI;
const query = the('query-field', QueryField);
const aside = the('aside', HTMLElement);
const sidebar = the('.sidebar', HTMLElement);
const banner = the('.banner', HTMLElement);
const list = the('log-list', LogList);
const chips = the('level-chips', LevelChips);
const sources = the('source-list', SourceList);
const statusBar = the('status-bar', StatusBar);
const details = the('line-details', LineDetails);
const panel = the('state-panel', StatePanel);
const pill = the('new-lines', NewLines);
const help = the('help-dialog', HelpDialog);
const stillBar = the('still-bar', StillBar);
const rangeMenu = the('range-menu', RangeMenu);
const goTo = the('time-field', TimeField);

const narrow = matchMedia('(max-width: 44.9375em)');
let state = {
  panes: [opening],
  active: 0,
  layout: { sources: !narrow.matches, details: false },
  settings: loadSettings(() => localStorage),
};

/** @type {Connection} */
let connection = { type: 'connection', state: 'connecting' };
/** @type {Status | undefined} */
let status;
/** Lines in the list. */
let hits = 0;
/** @type {Source[]} */
let known = [];
let openedAt = performance.now();
let errorsSeen = 0;

/**
 * Where the reader was before each place that was gone to; the list around the last place is shown.
 *
 * @type {{ stand: Stand, about: string }[]}
 */
const places = [];

/** What the worker has been asked, by the number of the request. @type {Map<number, (reply: any) => void>} */
const asked = new Map();
let request = 0;

/** @param {Command} command */
function send(command) {
  worker.postMessage(command);
}

/** @param {import('../types/protocol.js').Question} command @returns {Promise<any>} the reply */
function ask(command) {
  const id = ++request;
  send(/** @type {Command} */ ({ ...command, id }));
  return new Promise((resolve) => asked.set(id, resolve));
}

/** @param {Intent} intent */
function dispatch(intent) {
  state = reduce(state, intent);
}

/** @param {MessageEvent<Reply>} event */
worker.onmessage = ({ data: reply }) => {
  switch (reply.type) {
    case 'view':
      list.show(reply);
      if (reply.pane === 'live') hits = reply.hits;
      else stillBar.none = reply.rows.every(({ gap }) => gap?.load === 'done');
      // What stands in for lines goes when the first one comes, not with the next count.
      if (panel.hidden === (hits === 0)) update();
      break;
    case 'opened':
      if (list.pane === 'live') list.reset();
      break;
    case 'query':
      query.error = reply.error;
      if (reply.error === undefined && reply.text !== activePane(state).text) {
        dispatch({ type: 'filter', text: reply.text });
        list.words = parseQuery(reply.text).required;
        keepInUrl();
      }
      update();
      break;
    case 'connection':
      if (reply.state !== connection.state) announce(reply);
      connection = reply;
      update();
      break;
    case 'status':
      status = reply;
      update();
      break;
    case 'sources':
      list.names = reply.names;
      sources.rates = reply.rates;
      break;
    default:
      asked.get(reply.id)?.(reply);
      asked.delete(reply.id);
  }
};

/** Brings the page in line with what is known: at most as often as the worker says something. */
function update() {
  const still = list.pane === 'still';
  const follow = list.follow;
  const lost = connection.state === 'reconnecting' ? Date.now() - (connection.lostAt ?? 0) : 0;
  const offline = lost > OFFLINE_MILLIS;
  page.dataset.state =
    connection.state === 'live' && still
      ? 'still'
      : connection.state === 'live' && !follow
        ? 'paused'
        : offline
          ? 'offline'
          : connection.state;
  if (status !== undefined) {
    page.dataset.lines = String(status.received);
    page.dataset.gaps = String(status.missed);
    page.dataset.lagMs = String(Math.round(status.lag));
    chips.counts = status.levels;
    statusBar.showStatus(status, isFiltered(activePane(state)));
  }
  statusBar.showConnection(connection, follow, still, offline);
  if (banner.hidden === offline) {
    banner.hidden = !offline;
    banner.textContent = offline ? t('banner.offline', { time: seconds(connection.lostAt ?? 0) }) : '';
  }
  panel.show(currentPanel(), {
    status: connection.status,
    detail: connection.detail,
    sources: sources.selected.length > 0 ? sources.selected : known.map(({ id }) => id).slice(0, 5),
    files: known
      .filter(({ id }) => sources.selected.length === 0 || sources.selected.includes(id))
      .flatMap(({ files }) => (files ?? []).map(({ path }) => path)),
    base,
  });
  pill.show(follow || still || connection.state === 'connecting', status?.fresh);
  stillBar.show(places.at(-1)?.about);
  rangeMenu.show(activePane(state).range);
  updateTitle();
}

/** @returns {import('./ui/state-panel.js').Panel} */
function currentPanel() {
  if (connection.state === 'refused') {
    return connection.status === 401
      ? 'signin'
      : connection.status === 403
        ? 'forbidden'
        : connection.status === 404
          ? 'missing'
          : 'refused';
  }
  if (hits > 0 || list.pane === 'still') return 'none';
  const done = status !== undefined && status.hits === 0 && !status.scanning && status.exhausted;
  if (isFiltered(activePane(state))) return done ? 'nomatch' : 'none';
  if ((status?.lines ?? 0) > 0) return 'none';
  const waited = performance.now() - openedAt;
  if (connection.state === 'live') return (status?.gaps ?? 0) === 0 && waited > SKELETON_MILLIS ? 'empty' : 'none';
  return connection.state === 'connecting' && waited > SKELETON_MILLIS ? 'connecting' : 'none';
}

function updateTitle() {
  const errors = (status?.errors ?? 0) - errorsSeen;
  if (!document.hidden) errorsSeen = status?.errors ?? 0;
  const title = document.hidden && errors > 0 ? t('page.errors', { count: errors }) : t('page.name');
  if (document.title !== title) document.title = title;
}

/** @param {Connection} next */
function announce(next) {
  const text =
    next.state === 'live'
      ? t('state.live')
      : next.state === 'reconnecting'
        ? t('state.reconnecting.now')
        : next.state === 'refused'
          ? t('state.refused', { status: String(next.status) })
          : '';
  if (text !== '') the('.announcer', HTMLElement).textContent = text;
}

function open() {
  openedAt = performance.now();
  leave(0);
  const { sources: wanted, text, mask } = activePane(state);
  list.words = parseQuery(text).required;
  send({ type: 'open', base, sources: wanted, text, mask });
}

/** Filters by what stands in the field and by the levels; the answer says which query is in force. */
function filter() {
  const { mask } = chips;
  const text = query.value.trim();
  const pane = activePane(state);
  const changed = mask !== pane.mask || text !== pane.text;
  dispatch({ type: 'filter', mask });
  send({ type: 'filter', text, mask });
  if (list.pane === 'still' && changed) void refilterPlace(text);
  else list.refilter();
  keepInUrl();
  update();
}

/** The chosen line, or what follows it, among those that pass now. @param {string} text */
async function refilterPlace(text) {
  const seq = list.cursor;
  const pane = activePane(state);
  const line = seq === undefined ? undefined : await lineOf(seq);
  const time = line?.time ?? pane.place?.time ?? pane.range?.since ?? 0;
  await go({ kind: 'time', time }, { text });
}

async function clearFilter() {
  const chosen = list.cursor;
  const line = chosen === undefined ? undefined : await lineOf(chosen);
  query.value = '';
  chips.mask = ALL_LEVELS;
  filter();
  // It was looked for by the filter: what is around it has yet to be loaded.
  if (line?.loadedFor !== undefined && list.pane === 'live')
    await go({ kind: 'line', id: line.id, time: line.time }, { text: '' });
}

const filterSoon = debounced(filter, FILTER_MILLIS);

/** Each range and filter that stays for a moment is a step of the back button. */
const keepInUrl = debounced(() => {
  const search = writeUrl(activePane(state));
  if (search !== location.search) history.pushState(null, '', location.pathname + search + location.hash);
}, URL_MILLIS);

/** @param {number} seq @returns {Promise<Line | undefined>} */
async function lineOf(seq) {
  return (await ask({ type: 'line', pane: list.pane, seq })).line;
}

/**
 * Shows the lines around a place.
 *
 * @param {Target} target
 * @param {{ context?: string, text?: string, range?: Range }} [options] context: of a line, from its source alone;
 *   range: undefined = the one that is shown, as long as the target is in it
 */
async function go(target, { context, text, range } = {}) {
  const pane = activePane(state);
  const wanted =
    context === undefined
      ? {
          ...pane,
          text: text ?? pane.text,
          range: range ?? (isWithin(pane.range, target.time ?? NaN) ? pane.range : undefined),
        }
      : { sources: [context], text: '', mask: ALL_LEVELS, range: undefined };
  const depth = context === undefined ? 0 : places.length;
  const { seq, failed } = await ask({
    type: 'jump',
    target,
    depth,
    sources: wanted.sources,
    text: wanted.text,
    mask: wanted.mask,
    range: wanted.range,
  });
  if (failed !== undefined) {
    const gone = target.kind === 'line' && (failed.status === 404 || failed.status === 410);
    goTo.error = stillBar.error = gone
      ? t('go.gone')
      : failed.detail || t('go.failed', { status: String(failed.status) });
    return;
  }
  stillBar.error = '';
  const time = target.time ? moment(target.time) : '';
  const about =
    context !== undefined
      ? t('still.context', { source: context })
      : wanted.range !== undefined
        ? rangeText(wanted.range)
        : target.kind === 'line'
          ? t('still.line', { time })
          : time === ''
            ? t('still.beginning')
            : t('still.time', { time });
  const { stand } = places[depth] ?? list;
  places.splice(depth);
  places.push({ stand, about });
  if (context === undefined) {
    const begins = target.kind === 'time' && target.time === wanted.range?.since;
    dispatch({ type: 'go', place: begins ? undefined : target, range: wanted.range });
    keepInUrl();
  }
  // What is looked for may not be there: then one sees that.
  list.turnTo('still', {
    place: seq === undefined ? { kind: 'fraction', fraction: 0 } : list.around(seq),
    follow: false,
    cursor: seq,
    mark: seq,
  });
  list.focusLines();
  update();
}

/** Shows the lines of a range, from the first one on. @param {Range} range */
function showRange(range) {
  return go({ kind: 'time', time: range.since ?? 0 }, { range });
}

/** What the address says of the past. */
function showPast() {
  const { place, range } = activePane(state);
  if (place !== undefined) void go(place);
  else if (range !== undefined) void showRange(range);
}

/** Back to where the reader was, to the pixel. @param {number} [depth] 0 = to the stream */
function goBack(depth = places.length - 1) {
  if (places[depth] === undefined) return;
  leave(depth);
  if (depth === 0) {
    dispatch({ type: 'go' });
    keepInUrl();
  }
  update();
}

/** @param {number} depth how many of the places stay */
function leave(depth) {
  const back = places[depth];
  if (back === undefined) return;
  places.splice(depth);
  send({ type: 'leave', depth });
  list.turnTo(depth === 0 ? 'live' : 'still', back.stand);
}

function goLive() {
  goBack(0);
  list.toEnd();
  list.focusLines();
}

/** Of the log, or of what is loaded where nothing lies before it. */
function toBeginning() {
  if (list.pane === 'live' && (status?.exhausted ?? false)) list.toStart();
  else void go({ kind: 'time', time: activePane(state).range?.since ?? 0 });
}

/** Of the range that is shown, else of all. */
function toNewest() {
  const { until } = activePane(state).range ?? {};
  if (list.pane === 'live') list.toEnd();
  else if (until === undefined) goLive();
  else void go({ kind: 'time', time: until - 1 });
}

async function showContext() {
  if (list.cursor === undefined) list.step(-1, false);
  const line = list.cursor === undefined ? undefined : await lineOf(list.cursor);
  if (line !== undefined && line.gap === undefined)
    await go({ kind: 'line', id: line.id, time: line.time }, { context: line.source });
}

async function copyLink() {
  if (list.cursor === undefined) list.step(-1, false);
  const line = list.cursor === undefined ? undefined : await lineOf(list.cursor);
  if (line === undefined || line.gap !== undefined) return;
  const search = writeUrl({ ...activePane(state), place: { kind: 'line', id: line.id, time: line.time } });
  await copy(location.origin + location.pathname + search, t('copied.link'));
}

async function pollSources() {
  try {
    const response = await fetch(new URL('api/sources', base), { headers: { Accept: 'application/json' } });
    if (response.ok) {
      known = (await response.json()).sources;
      sources.sources = known;
      update();
    }
  } catch {
    // Out of reach, as the stream says too; lines tell which sources there are as well.
  }
  setTimeout(pollSources, SOURCES_MILLIS);
}

async function copySelected() {
  const selection = String(getSelection() ?? '');
  const { cursor, mark = cursor } = list;
  if (selection !== '') {
    void copy(selection, t('copied', { count: selection.split('\n').length }));
  } else if (cursor !== undefined && mark !== undefined) {
    const { text, lines } = await ask({
      type: 'copy',
      pane: list.pane,
      from: Math.min(cursor, mark),
      to: Math.max(cursor, mark),
    });
    await copy(text, t('copied', { count: lines }));
  }
}

function openDetails() {
  if (list.cursor === undefined) list.step(-1, false);
  if (list.cursor === undefined) return;
  showDetails(true);
  list.pause();
  void tellDetails();
}

async function tellDetails() {
  const seq = list.cursor;
  if (aside.hidden || seq === undefined) return;
  const line = await lineOf(seq);
  if (line !== undefined && seq === list.cursor) details.show(line);
}

/** @param {boolean} shown */
function showDetails(shown) {
  dispatch({ type: 'show', part: 'details', shown });
  aside.hidden = !shown;
}

function closeDetails() {
  if (aside.hidden) return;
  if (aside.contains(document.activeElement)) list.focusLines();
  aside.hidden = true;
}

function togglePause() {
  if (list.pane === 'still') goLive();
  else if (list.follow) list.pause();
  else list.toEnd();
}

function toggleSources() {
  showSources(page.dataset.sources === 'hidden' || (narrow.matches && page.dataset.sources !== 'shown'));
}

/** @param {boolean} shown */
function showSources(shown) {
  dispatch({ type: 'show', part: 'sources', shown });
  page.dataset.sources = shown ? 'shown' : 'hidden';
  sidebar.inert = !shown;
  toolbar.showSources(shown);
}

/** @param {Partial<import('./core/settings.js').Settings>} settings */
function set(settings) {
  dispatch({ type: 'set', settings });
  saveSettings(() => localStorage, state.settings);
}

function toggleWrap() {
  set({ wrap: !list.wrap });
  showWrap();
}

function showWrap() {
  list.wrap = state.settings.wrap ?? narrow.matches;
  toolbar.showWrap(list.wrap);
}

function toggleRaw() {
  set({ raw: !state.settings.raw });
  showRaw();
}

function showRaw() {
  send({ type: 'look', look: { raw: state.settings.raw } });
  list.refresh();
}

function nextTheme() {
  const order = /** @type {const} */ (['system', 'dark', 'light']);
  set({ theme: order[(order.indexOf(state.settings.theme) + 1) % order.length] });
  showTheme();
}

function showTheme() {
  const { theme } = state.settings;
  if (theme === 'system') delete page.dataset.theme;
  else page.dataset.theme = theme;
  toolbar.showTheme(theme);
}

function escape() {
  if (query.focused && query.value !== '') void clearFilter();
  else if (query.focused || goTo.focused) list.focusLines();
  else if (!aside.hidden) closeDetails();
  else if (narrow.matches && page.dataset.sources === 'shown') showSources(false);
  else if (places.length > 0) goBack();
  else if (list.cursor !== undefined) list.unchoose();
  else if (isFiltered(activePane(state))) void clearFilter();
}

/** @param {1 | -1} step */
async function findError(step) {
  const { seq } = await ask({ type: 'find', pane: list.pane, from: list.cursor, step, level: ERROR });
  if (seq === undefined) return;
  list.pause();
  list.choose(seq);
}

const toolbar = createToolbar({
  sources: toggleSources,
  pause: togglePause,
  wrap: toggleWrap,
  theme: nextTheme,
  help: () => help.show(),
});

function showPane() {
  const pane = activePane(state);
  query.value = pane.text;
  query.error = undefined;
  sources.selected = pane.sources;
  chips.mask = pane.mask;
}

function start() {
  the('.skip', HTMLAnchorElement).textContent = t('skip');
  sidebar.ariaLabel = t('sources.label');
  sidebar.id = 'sources';
  aside.ariaLabel = t('details.label');
  the('.bar', HTMLElement).prepend(toolbar.menu);
  the('.tools', HTMLElement).append(...toolbar.tools);

  list.send = send;
  showPane();
  showTheme();
  showSources(!narrow.matches);
  showWrap();
  send({ type: 'look', look: { raw: state.settings.raw } });
  list.words = parseQuery(activePane(state).text).required;
  list.refresh();
  for (const event of early) worker.onmessage?.(event);
  showPast();
  void pollSources();
  setInterval(update, 1000);
  setTimeout(update, SKELETON_MILLIS + 10);
}

addEventListener('popstate', () => {
  const before = activePane(state);
  const pane = readUrl(location.search);
  leave(0);
  dispatch({ type: 'address', pane });
  showPane();
  if (String(before.sources) !== String(pane.sources)) open();
  else send({ type: 'filter', text: pane.text, mask: pane.mask });
  list.refilter();
  showPast();
});
query.addEventListener('input', filterSoon);
query.addEventListener('leave', () => list.focusLines());
goTo.addEventListener('go', () => goTo.time !== undefined && void go({ kind: 'time', time: goTo.time }));
rangeMenu.addEventListener('range', () => void showRange(rangeMenu.range));
stillBar.addEventListener('back', () => goBack());
stillBar.addEventListener('live', goLive);
chips.addEventListener('change', filter);
sources.addEventListener('change', () => {
  dispatch({ type: 'sources', sources: sources.selected });
  open();
  showPast();
  keepInUrl();
  if (narrow.matches) showSources(false);
});
list.addEventListener('follow', () => {
  toolbar.showFollow(list.follow);
  if (status !== undefined) status.fresh = { lines: 0, errors: 0 };
  update();
});
list.addEventListener('cursor', () => {
  if (list.cursor === undefined) closeDetails();
  else void tellDetails();
});
list.addEventListener('open', openDetails);
list.addEventListener('live', goLive);
pill.addEventListener('end', () => {
  list.toEnd();
  list.focusLines();
});
details.addEventListener('close', closeDetails);
details.addEventListener('previous', () => list.step(-1, false));
details.addEventListener('next', () => list.step(1, false));
details.addEventListener('copy', () => void copySelected());
statusBar.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('clear', () => void clearFilter());
panel.addEventListener('all', () => sources.showAll());
panel.addEventListener(
  'copy-command',
  (event) => void copy(/** @type {CustomEvent<string>} */ (event).detail, t('copied.command')),
);
document.addEventListener('pointerdown', ({ target }) => {
  const outside = target instanceof Node && !sidebar.contains(target) && !toolbar.menu.contains(target);
  if (narrow.matches && page.dataset.sources === 'shown' && outside) showSources(false);
});
addEventListener('online', () => connection.state === 'reconnecting' && send({ type: 'retry' }));
narrow.addEventListener('change', () => {
  showSources(!narrow.matches);
  showWrap();
});

/** @type {Record<string, import('./ui/keys.js').Action>} */
const keys = {
  '/': () => query.focus(),
  ' ': togglePause,
  End: toNewest,
  G: toNewest,
  Home: toBeginning,
  'g g': toBeginning,
  j: () => list.step(1, false),
  k: () => list.step(-1, false),
  ArrowDown: ({ shiftKey }) => list.step(1, shiftKey),
  ArrowUp: ({ shiftKey }) => list.step(-1, shiftKey),
  PageUp: () => list.page(-1),
  PageDown: () => list.page(1),
  e: () => void findError(1),
  E: () => void findError(-1),
  Enter: openDetails,
  c: () => void copySelected(),
  'Mod+c': () => void copySelected(),
  x: () => void showContext(),
  y: () => void copyLink(),
  r: toggleRaw,
  t: () => goTo.focus(),
  l: goLive,
  L: goLive,
  w: toggleWrap,
  s: toggleSources,
  '?': () => help.show(),
  Escape: escape,
};
for (let level = 1; level <= 6; level++) {
  keys[level] = () => chips.press(level, false);
  keys[`Alt+${level}`] = () => chips.press(level, true);
}
bindKeys(keys, () => help.open);
start();
