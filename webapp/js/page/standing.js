import { seconds } from '../core/clock.js';
import { t } from '../core/i18n.js';
import { isFiltered } from '../core/state.js';
import {
  announcer,
  banner,
  chips,
  list,
  page,
  panel,
  pill,
  rangeMenu,
  sources,
  statusBar,
  stillBar,
  timeline,
} from './elements.js';
import { timesOf } from '../list/log-list.js';
import { AWAY } from '../ui/time-line.js';
import { showHits } from './hits.js';
import { about } from './places.js';
import { knownSources } from './known-sources.js';
import { base, pane } from './store.js';

/** @typedef {import('../../types/protocol.js').Connection} Connection */
/** @typedef {import('../../types/protocol.js').Status} Status */
/** @typedef {import('../../types/protocol.js').View} View */

/** How things stand: with the stream, with the lines. All that says so is brought in line with it here. */

const SKELETON_MILLIS = 400;
const OFFLINE_MILLIS = 30_000;

/** @type {Connection} */
let connection = { type: 'connection', state: 'connecting' };
/** @type {Status | undefined} */
let status;
/** Lines in the list. */
let hits = 0;
let openedAt = performance.now();
let errorsSeen = 0;
let received = 0;

/** Another stream is asked for. */
export function beginAnew() {
  openedAt = performance.now();
}

export function isReconnecting() {
  return connection.state === 'reconnecting';
}

/** Whether nothing lies before what is loaded of the stream. */
export function isExhausted() {
  return status?.exhausted ?? false;
}

/** @param {Connection} reply */
export function connected(reply) {
  if (reply.state !== connection.state) announce(reply);
  if (reply.state === 'live' && connection.lostAt !== undefined) {
    timeline.addGap({ reason: AWAY, since: connection.lostAt, until: Date.now() });
  }
  connection = reply;
  update();
}

/** @param {Status} reply */
export function counted(reply) {
  status = reply;
  update();
}

/** @param {View} reply */
export function viewed(reply) {
  if (reply.pane === 'live') hits = reply.hits;
  else stillBar.none = reply.rows.every(({ gap }) => gap?.load === 'done');
  timeline.see(...timesOf(reply), list.follow);
  // What stands in for lines goes when the first one comes, not with the next count.
  if (panel.hidden === (hits === 0)) update();
}

/** All that has come has been seen. */
export function forgetFresh() {
  if (status !== undefined) status.fresh = { lines: 0, errors: 0 };
}

/** Brings the page in line with what is known: at most as often as the worker says something. */
export function update() {
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
    statusBar.showStatus(status, isFiltered(pane()));
  }
  statusBar.showConnection(connection, follow, still, offline);
  if (banner.hidden === offline) {
    banner.hidden = !offline;
    banner.textContent = offline ? t('banner.offline', { time: seconds(connection.lostAt ?? 0) }) : '';
  }
  const meant = knownSources().filter(({ id }) => sources.selected.length === 0 || sources.selected.includes(id));
  panel.show(currentPanel(), {
    status: connection.status,
    detail: connection.detail,
    sources:
      sources.selected.length > 0
        ? sources.selected
        : knownSources()
            .map(({ id }) => id)
            .slice(0, 5),
    files: meant.flatMap(({ files }) => (files ?? []).map(({ path }) => path)),
    paths: sources.selected.length > 0 ? pathsOf(sources.selected) : meant.flatMap(({ paths }) => paths ?? []),
    base,
  });
  showHits(status?.received !== received);
  received = status?.received ?? 0;
  pill.show(follow || still || connection.state === 'connecting', status?.fresh);
  stillBar.show(about());
  rangeMenu.show(pane().range);
  timeline.look(pane(), isFiltered(pane()));
  updateTitle();
}

/** Where the files of such sources are, which may have none yet. @param {string[]} ids */
function pathsOf(ids) {
  const groups = new Set(ids.map((id) => id.split('/')[0]));
  return [...new Set(knownSources().flatMap(({ group = '', paths = [] }) => (groups.has(group) ? paths : [])))];
}

/** @returns {import('../ui/state-panel.js').Panel} */
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
  if (isFiltered(pane())) return done ? 'nomatch' : 'none';
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
  if (text !== '') announcer.textContent = text;
}

export function keepStanding() {
  setInterval(update, 1000);
  setTimeout(update, SKELETON_MILLIS + 10);
}
