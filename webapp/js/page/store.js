import { opening, worker } from '../begin.js';
import { loadSettings, saveSettings } from '../core/settings.js';
import { activePane, readUtc, reduce, writeUrl } from '../core/state.js';
import { debounced } from '../dom.js';
import { low, narrow } from './elements.js';

/** @typedef {import('../../types/protocol.js').Command} Command */
/** @typedef {import('../core/state.js').Intent} Intent */

/** What the page shows, and what it says to its worker. */

const URL_MILLIS = 1000;

export const base = document.baseURI;

let state = {
  panes: [opening],
  active: 0,
  layout: { sources: !narrow.matches && !low.matches, details: false },
  settings: loadSettings(() => localStorage),
};

state.settings.utc = readUtc(location.search) ?? state.settings.utc;

/** What the worker has been asked, by the number of the request. @type {Map<number, (reply: any) => void>} */
const awaited = new Map();
let request = 0;

export function pane() {
  return activePane(state);
}

export function settings() {
  return state.settings;
}

export function layout() {
  return state.layout;
}

/** @param {Intent} intent */
export function dispatch(intent) {
  state = reduce(state, intent);
}

/** @param {Partial<import('../core/settings.js').Settings>} changed */
export function set(changed) {
  dispatch({ type: 'set', settings: changed });
  saveSettings(() => localStorage, state.settings);
}

/** @param {Command} command */
export function send(command) {
  worker.postMessage(command);
}

/** @param {import('../../types/protocol.js').Question} command @returns {Promise<any>} the reply */
export function ask(command) {
  const id = ++request;
  send(/** @type {Command} */ ({ ...command, id }));
  return new Promise((resolve) => awaited.set(id, resolve));
}

/** @param {{ id: number }} reply to what was asked */
export function answer(reply) {
  awaited.get(reply.id)?.(reply);
  awaited.delete(reply.id);
}

/** Each range and filter that stays for a moment is a step of the back button. */
export const keepInUrl = debounced(() => {
  const search = writeUrl(pane(), settings().utc);
  if (search !== location.search) history.pushState(null, '', location.pathname + search + location.hash);
}, URL_MILLIS);
