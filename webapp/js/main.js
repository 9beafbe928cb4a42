import { early, worker } from './begin.js';
import { t } from './core/i18n.js';
import { demanded, isFiltered, readUrl, readUtc, writeUrl } from './core/state.js';
import {
  account,
  aside,
  bar,
  chips,
  details,
  exporting,
  goTo,
  help,
  hitBar,
  list,
  narrow,
  panel,
  pill,
  query,
  rangeMenu,
  rowMenu,
  sidebar,
  skip,
  sources,
  statusBar,
  stillBar,
  timeline,
  tools,
} from './page/elements.js';
import { clearFilter, decided, filter, filterSoon, open, showPane, showWords } from './page/filter.js';
import { addCondition, changeCondition, findError, findHit, rankSoon, toggleHighlight } from './page/hits.js';
import { knownSources, pollSources } from './page/known-sources.js';
import {
  findSource,
  isSheetOpen,
  nextTimeline,
  showExport,
  showRaw,
  showSources,
  showTheme,
  showTimeline,
  showWrap,
  showZone,
  togglePause,
  toggleRaw,
  toggleSources,
  toggleWrap,
  toggleZone,
  toolbar,
} from './page/layout.js';
import {
  about,
  go,
  goBack,
  goLive,
  leave,
  showContext,
  showPast,
  showRange,
  toBeginning,
  toNewest,
} from './page/places.js';
import {
  chooseAll,
  closeDetails,
  copyLink,
  doWithLine,
  showMenu,
  copySelected,
  openDetails,
  tellDetails,
} from './page/selection.js';
import { signOut, whoAmI } from './page/session.js';
import { connected, counted, forgetFresh, isReconnecting, keepStanding, update, viewed } from './page/standing.js';
import { answer, ask, dispatch, keepInUrl, layout, pane, send, settings } from './page/store.js';
import { copy } from './ui/clipboard.js';
import { bindKeys } from './ui/keys.js';

/** @typedef {import('../types/protocol.js').Reply} Reply */

/** @param {MessageEvent<Reply>} event */
worker.onmessage = ({ data: reply }) => {
  switch (reply.type) {
    case 'view':
      list.show(reply);
      viewed(reply);
      break;
    case 'opened':
      if (list.pane === 'live') list.reset();
      break;
    case 'query':
      decided(reply);
      break;
    case 'connection':
      connected(reply);
      break;
    case 'status':
      counted(reply);
      break;
    case 'come':
      timeline.add(reply.come);
      break;
    case 'gap':
      timeline.addGap(reply.gap);
      break;
    case 'sources':
      list.names = reply.names;
      sources.rates = reply.rates;
      break;
    default:
      answer(reply);
  }
};

function escape() {
  if (query.focused && query.value !== '') void clearFilter();
  else if (query.focused || goTo.focused) list.focusLines();
  else if (!aside.hidden) closeDetails();
  else if (isSheetOpen()) showSources(false);
  else if (about() !== undefined) goBack();
  else if (list.cursor !== undefined) list.unchoose();
  else if (isFiltered(pane())) void clearFilter();
}

/** What can stand in a query. */
async function known() {
  const { fields } = await ask({ type: 'fields', pane: list.pane });
  return { fields, sources: knownSources().map(({ id }) => id) };
}

function start() {
  skip.textContent = t('skip');
  sidebar.ariaLabel = t('sources.label');
  sidebar.id = 'sources';
  aside.ariaLabel = t('details.label');
  bar.prepend(toolbar.menu);
  tools.append(...toolbar.tools);

  list.send = send;
  showZone();
  showPane();
  showTheme();
  showTimeline();
  showSources(layout().sources);
  showWrap();
  showRaw();
  showWords();
  for (const event of early) worker.onmessage?.(event);
  // The address says so too, for the way back to it.
  if (settings().utc) history.replaceState(null, '', location.pathname + writeUrl(pane(), true) + location.hash);
  showPast();
  void pollSources();
  keepStanding();
}

addEventListener('popstate', () => {
  const before = pane();
  const after = readUrl(location.search);
  leave(0);
  dispatch({ type: 'address', pane: after });
  dispatch({ type: 'set', settings: { utc: readUtc(location.search) ?? false } });
  showZone();
  showPane();
  if (String(before.sources) !== String(after.sources)) open();
  else send({ type: 'filter', text: demanded(after), mask: after.mask });
  showWords();
  list.refilter();
  showPast();
});
query.addEventListener('input', filterSoon);
query.addEventListener('leave', () => list.focusLines());
query.addEventListener('hit', (event) => {
  if (query.value.trim() !== pane().text) filter();
  void findHit(/** @type {CustomEvent<1 | -1>} */ (event).detail);
});
query.ask = known;
hitBar.addEventListener('next', () => void findHit(1));
hitBar.addEventListener('previous', () => void findHit(-1));
hitBar.addEventListener('mode', toggleHighlight);
hitBar.addEventListener('change', (event) => changeCondition(/** @type {CustomEvent} */ (event).detail));
rowMenu.addEventListener('act', (event) => void doWithLine(/** @type {CustomEvent} */ (event).detail));
list.addEventListener('menu', (event) => void showMenu(/** @type {CustomEvent} */ (event).detail));
goTo.addEventListener('go', () => goTo.time !== undefined && void go({ kind: 'time', time: goTo.time }));
timeline.addEventListener('go', () => void go({ kind: 'time', time: timeline.wanted.since ?? 0 }));
timeline.addEventListener('range', () => void showRange(timeline.wanted));
rangeMenu.addEventListener('range', () => void showRange(rangeMenu.range));
stillBar.addEventListener('back', () => goBack());
stillBar.addEventListener('live', goLive);
stillBar.addEventListener('link', () => void copyLink());
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
  forgetFresh();
  update();
});
list.addEventListener('cursor', () => {
  if (list.cursor === undefined) closeDetails();
  else void tellDetails();
  rankSoon();
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
details.addEventListener('with', (event) => {
  const { condition, not } = /** @type {CustomEvent} */ (event).detail;
  addCondition(condition, not);
});
details.addEventListener(
  'copy-value',
  (event) => void copy(/** @type {CustomEvent<string>} */ (event).detail, t('copied.value')),
);
details.addEventListener('copy', () => void copySelected());
statusBar.addEventListener('zone', toggleZone);
statusBar.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('retry', () => send({ type: 'retry' }));
panel.addEventListener('signed-in', () => {
  send({ type: 'retry' });
  list.focusLines();
});
account.ask = whoAmI;
account.addEventListener('leave', () => void signOut());
panel.addEventListener('clear', () => void clearFilter());
panel.addEventListener('all', () => sources.showAll());
panel.addEventListener(
  'copy-command',
  (event) => void copy(/** @type {CustomEvent<string>} */ (event).detail, t('copied.command')),
);
document.addEventListener('pointerdown', ({ target }) => {
  const outside = target instanceof Node && !sidebar.contains(target) && !toolbar.menu.contains(target);
  if (isSheetOpen() && outside) showSources(false);
});
addEventListener('online', () => isReconnecting() && send({ type: 'retry' }));
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
  n: () => void findHit(1),
  N: () => void findHit(-1),
  e: () => void findError(1),
  E: () => void findError(-1),
  Enter: openDetails,
  c: () => void copySelected(),
  'Mod+c': () => void copySelected(),
  'Mod+a': chooseAll,
  '.': () => list.askMenu(),
  ContextMenu: () => list.askMenu(),
  'Alt+h': toggleHighlight,
  x: () => void showContext(),
  y: () => void copyLink(),
  r: toggleRaw,
  t: () => goTo.focus(),
  l: goLive,
  L: goLive,
  d: showExport,
  h: nextTimeline,
  u: toggleZone,
  w: toggleWrap,
  s: toggleSources,
  'Mod+k': findSource,
  '?': () => help.show(),
  Escape: escape,
};
for (let level = 1; level <= 6; level++) {
  keys[level] = () => chips.press(level, false);
  keys[`Alt+${level}`] = () => chips.press(level, true);
}
bindKeys(keys, () => help.open || exporting.open || rangeMenu.open || rowMenu.open);
start();
