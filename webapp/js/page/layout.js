import { exporting, help, list, narrow, page, sidebar, sources, statusBar, timeline } from './elements.js';
import { TIMELINES } from '../core/settings.js';
import { isFiltered } from '../core/state.js';
import { useUtc } from '../core/zone.js';
import { createToolbar } from '../ui/toolbar.js';
import { goLive } from './places.js';
import { tellDetails } from './selection.js';
import { update } from './standing.js';
import { dispatch, keepInUrl, pane, send, set, settings } from './store.js';

/** What is shown beside the lines, and how all of it looks. */

export const toolbar = createToolbar({
  sources: toggleSources,
  pause: togglePause,
  wrap: toggleWrap,
  theme: nextTheme,
  save: showExport,
  help: () => help.show(),
});

export function showExport() {
  exporting.show(pane(), isFiltered(pane()));
}

export function isSheetOpen() {
  return narrow.matches && page.dataset.sources === 'shown';
}

export function togglePause() {
  if (list.pane === 'still') goLive();
  else if (list.follow) list.pause();
  else list.toEnd();
}

export function toggleSources() {
  showSources(page.dataset.sources === 'hidden' || (narrow.matches && page.dataset.sources !== 'shown'));
}

/** Shows them, too. */
export function findSource() {
  showSources(true);
  sources.focusSearch();
}

/** @param {boolean} shown */
export function showSources(shown) {
  dispatch({ type: 'show', part: 'sources', shown });
  page.dataset.sources = shown ? 'shown' : 'hidden';
  sidebar.inert = !shown;
  toolbar.showSources(shown);
}

export function toggleWrap() {
  set({ wrap: !list.wrap });
  showWrap();
}

export function showWrap() {
  list.wrap = settings().wrap ?? narrow.matches;
  toolbar.showWrap(list.wrap);
}

export function toggleRaw() {
  set({ raw: !settings().raw });
  showRaw();
}

export function showRaw() {
  send({ type: 'look', look: { raw: settings().raw } });
  list.refresh();
}

export function toggleZone() {
  set({ utc: !settings().utc });
  showZone();
  keepInUrl();
}

export function showZone() {
  useUtc(settings().utc);
  list.rezone();
  timeline.restyle();
  statusBar.rezone();
  void tellDetails();
  update();
}

export function nextTimeline() {
  set({ timeline: TIMELINES[(TIMELINES.indexOf(settings().timeline) + 1) % TIMELINES.length] });
  showTimeline();
}

export function showTimeline() {
  page.dataset.timeline = settings().timeline;
  timeline.restyle();
}

function nextTheme() {
  const order = /** @type {const} */ (['system', 'dark', 'light']);
  set({ theme: order[(order.indexOf(settings().theme) + 1) % order.length] });
  showTheme();
}

export function showTheme() {
  const { theme } = settings();
  if (theme === 'system') delete page.dataset.theme;
  else page.dataset.theme = theme;
  toolbar.showTheme(theme);
  timeline.restyle();
}
