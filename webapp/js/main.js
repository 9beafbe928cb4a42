import { seconds } from './core/clock.js';
import { t } from './core/i18n.js';
import { ALL_LEVELS, ERROR } from './core/levels.js';
import { isEmpty, parseQuery } from './core/query.js';
import { loadSettings, saveSettings } from './core/settings.js';
import { readUrl, writeUrl } from './core/url-state.js';
import { debounced } from './dom.js';
import { LogList } from './list/log-list.js';
import { copy } from './ui/clipboard.js';
import { HelpDialog } from './ui/help-dialog.js';
import { bindKeys } from './ui/keys.js';
import { LevelChips } from './ui/level-chips.js';
import { LineDetails } from './ui/line-details.js';
import { NewLines } from './ui/new-lines.js';
import { SourceList } from './ui/source-list.js';
import { StatePanel } from './ui/state-panel.js';
import { StatusBar } from './ui/status-bar.js';
import { createToolbar } from './ui/toolbar.js';

/** @typedef {import('../types/protocol.js').Command} Command */
/** @typedef {import('../types/protocol.js').Connection} Connection */
/** @typedef {import('../types/protocol.js').Reply} Reply */
/** @typedef {import('../types/protocol.js').Source} Source */
/** @typedef {import('../types/protocol.js').Status} Status */

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
const query = the('#query', HTMLInputElement);
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

const narrow = matchMedia('(max-width: 44.9375em)');
const settings = loadSettings(() => localStorage);
const worker = new Worker(new URL('worker/ingest.js', import.meta.url), { type: 'module' });

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
let wantsClipboard = false;

/** @param {Command} command */
function send(command) {
  worker.postMessage(command);
}

/** @param {MessageEvent<Reply>} event */
worker.onmessage = ({ data: reply }) => {
  switch (reply.type) {
    case 'view':
      list.show(reply);
      hits = reply.hits;
      // What stands in for lines goes when the first one comes, not with the next count.
      if (panel.hidden === (hits === 0)) update();
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
    case 'line':
      if (!aside.hidden && reply.seq === list.cursor) details.show(reply);
      break;
    case 'copied':
      if (wantsClipboard) void copy(reply.text, t('copied', { count: reply.lines }));
      wantsClipboard = false;
      break;
    case 'found':
      if (reply.seq > 0) {
        list.pause();
        list.choose(reply.seq);
      }
      break;
  }
};

/** Brings the page in line with what is known: at most as often as the worker says something. */
function update() {
  const follow = list.follow;
  const lost = connection.state === 'reconnecting' ? Date.now() - (connection.lostAt ?? 0) : 0;
  const offline = lost > OFFLINE_MILLIS;
  page.dataset.state = connection.state === 'live' && !follow ? 'paused' : offline ? 'offline' : connection.state;
  if (status !== undefined) {
    page.dataset.lines = String(status.received);
    page.dataset.gaps = String(status.missed);
    page.dataset.lagMs = String(Math.round(status.lag));
    chips.counts = status.levels;
    statusBar.showStatus(status, isFiltered());
  }
  statusBar.showConnection(connection, follow, offline);
  if (banner.hidden === offline) {
    banner.hidden = !offline;
    banner.textContent = offline ? t('banner.offline', { time: seconds(connection.lostAt ?? 0) }) : '';
  }
  panel.show(currentPanel(), {
    status: connection.status,
    detail: connection.detail,
    sources: sources.selected.length > 0 ? sources.selected : known.map(({ id }) => id).slice(0, 5),
    files: known.filter(({ id }) => sources.selected.length === 0 || sources.selected.includes(id)).flatMap(({ files }) => (files ?? []).map(({ path }) => path)),
    base,
  });
  pill.show(follow || connection.state === 'connecting', status?.fresh);
  updateTitle();
}

/** @returns {import('./ui/state-panel.js').Panel} */
function currentPanel() {
  if (connection.state === 'refused') {
    return connection.status === 401 ? 'signin' : connection.status === 403 ? 'forbidden' : connection.status === 404 ? 'missing' : 'refused';
  }
  if (hits > 0) return 'none';
  if ((status?.lines ?? 0) > 0) return status?.hits === 0 && !status.scanning ? 'nomatch' : 'none';
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

function isFiltered() {
  return chips.mask !== ALL_LEVELS || !isEmpty(parseQuery(query.value));
}

/** @param {Connection} next */
function announce(next) {
  const text =
    next.state === 'live' ? t('state.live') : next.state === 'reconnecting' ? t('state.reconnecting.now') : next.state === 'refused' ? t('state.refused', { status: String(next.status) }) : '';
  if (text !== '') the('.announcer', HTMLElement).textContent = text;
}

function open() {
  openedAt = performance.now();
  list.reset();
  send({ type: 'open', base, sources: sources.selected });
}

function filter() {
  const { required } = parseQuery(query.value);
  list.words = required;
  send({ type: 'filter', text: query.value, mask: chips.mask });
  list.refresh();
  update();
}

function clearFilter() {
  query.value = '';
  chips.mask = ALL_LEVELS;
  filter();
  keepInUrl();
}

const filterSoon = debounced(filter, FILTER_MILLIS);

const keepInUrl = debounced(() => {
  const search = writeUrl({ sources: sources.selected, text: query.value.trim(), mask: chips.mask });
  history.replaceState(null, '', location.pathname + search + location.hash);
}, URL_MILLIS);

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

function copySelected() {
  const selection = String(getSelection() ?? '');
  if (selection !== '') {
    void copy(selection, t('copied', { count: selection.split('\n').length }));
  } else if (list.cursor !== 0) {
    wantsClipboard = true;
    send({ type: 'copy', from: Math.min(list.cursor, list.mark), to: Math.max(list.cursor, list.mark) });
  }
}

function openDetails() {
  if (list.cursor === 0) list.step(-1, false);
  if (list.cursor === 0) return;
  aside.hidden = false;
  list.pause();
  send({ type: 'line', seq: list.cursor });
}

function closeDetails() {
  if (aside.hidden) return;
  if (aside.contains(document.activeElement)) list.focusLines();
  aside.hidden = true;
}

function togglePause() {
  if (list.follow) list.pause();
  else list.toEnd();
}

function toggleSources() {
  showSources(page.dataset.sources === 'hidden' || (narrow.matches && page.dataset.sources !== 'shown'));
}

/** @param {boolean} shown */
function showSources(shown) {
  page.dataset.sources = shown ? 'shown' : 'hidden';
  sidebar.inert = !shown;
  toolbar.showSources(shown);
}

function toggleWrap() {
  settings.wrap = !list.wrap;
  saveSettings(() => localStorage, settings);
  showWrap();
}

function showWrap() {
  list.wrap = settings.wrap ?? narrow.matches;
  toolbar.showWrap(list.wrap);
}

function nextTheme() {
  const order = /** @type {const} */ (['system', 'dark', 'light']);
  settings.theme = order[(order.indexOf(settings.theme) + 1) % order.length];
  saveSettings(() => localStorage, settings);
  showTheme();
}

function showTheme() {
  if (settings.theme === 'system') delete page.dataset.theme;
  else page.dataset.theme = settings.theme;
  toolbar.showTheme(settings.theme);
}

function escape() {
  if (document.activeElement === query && query.value !== '') clearFilter();
  else if (document.activeElement === query) list.focusLines();
  else if (!aside.hidden) closeDetails();
  else if (narrow.matches && page.dataset.sources === 'shown') showSources(false);
  else if (list.cursor !== 0) list.unchoose();
  else if (isFiltered()) clearFilter();
}

/** @param {1 | -1} step */
function findError(step) {
  send({ type: 'find', from: list.cursor || (step > 0 ? 0 : Number.MAX_SAFE_INTEGER), step, level: ERROR });
}

const toolbar = createToolbar({ sources: toggleSources, pause: togglePause, wrap: toggleWrap, theme: nextTheme, help: () => help.show() });

function start() {
  const state = readUrl(location.search);
  query.value = state.text;
  query.placeholder = t('query.placeholder');
  query.ariaLabel = t('query.label');
  the('.skip', HTMLAnchorElement).textContent = t('skip');
  sidebar.ariaLabel = t('sources.label');
  sidebar.id = 'sources';
  aside.ariaLabel = t('details.label');
  the('.bar', HTMLElement).prepend(toolbar.menu);
  the('.tools', HTMLElement).append(...toolbar.tools);

  list.send = send;
  sources.selected = state.sources;
  chips.mask = state.mask;
  showTheme();
  showSources(!narrow.matches);
  showWrap();
  open();
  if (isFiltered()) filter();
  void pollSources();
  setInterval(update, 1000);
  setTimeout(update, SKELETON_MILLIS + 10);
}

query.addEventListener('input', () => {
  filterSoon();
  keepInUrl();
});
query.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter' || key === 'ArrowDown') list.focusLines();
});
chips.addEventListener('change', () => {
  filter();
  keepInUrl();
});
sources.addEventListener('change', () => {
  open();
  keepInUrl();
  if (narrow.matches) showSources(false);
});
list.addEventListener('follow', () => {
  toolbar.showFollow(list.follow);
  if (status !== undefined) status.fresh = { lines: 0, errors: 0 };
  update();
});
list.addEventListener('cursor', () => {
  if (list.cursor === 0) closeDetails();
  else if (!aside.hidden) send({ type: 'line', seq: list.cursor });
});
list.addEventListener('open', openDetails);
pill.addEventListener('end', () => {
  list.toEnd();
  list.focusLines();
});
details.addEventListener('close', closeDetails);
details.addEventListener('previous', () => list.step(-1, false));
details.addEventListener('next', () => list.step(1, false));
details.addEventListener('copy', copySelected);
statusBar.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('clear', clearFilter);
panel.addEventListener('all', () => sources.showAll());
panel.addEventListener('copy-command', (event) => void copy(/** @type {CustomEvent<string>} */ (event).detail, t('copied.command')));
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
  '/': () => query.select(),
  ' ': togglePause,
  End: () => list.toEnd(),
  G: () => list.toEnd(),
  Home: () => list.toStart(),
  'g g': () => list.toStart(),
  j: () => list.step(1, false),
  k: () => list.step(-1, false),
  ArrowDown: ({ shiftKey }) => list.step(1, shiftKey),
  ArrowUp: ({ shiftKey }) => list.step(-1, shiftKey),
  PageUp: () => list.page(-1),
  PageDown: () => list.page(1),
  e: () => findError(1),
  E: () => findError(-1),
  Enter: openDetails,
  c: copySelected,
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
