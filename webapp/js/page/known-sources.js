import { sources } from './elements.js';
import { update } from './standing.js';
import { base } from './store.js';

/** @typedef {import('../../types/protocol.js').Source} Source */

/** The sources that there are, by the server's word. */

const MILLIS = 5000;

/** @type {Source[]} */
let everySource = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

export function knownSources() {
  return everySource;
}

/** Asks now and again; while nobody looks, when somebody does. */
export async function pollSources() {
  clearTimeout(timer);
  if (document.hidden) {
    document.addEventListener('visibilitychange', () => void pollSources(), { once: true });
    return;
  }
  try {
    const response = await fetch(new URL('api/sources', base), { headers: { Accept: 'application/json' } });
    if (response.ok) {
      everySource = (await response.json()).sources;
      sources.sources = everySource;
      update();
    }
  } catch {
    // Out of reach, as the stream says too; lines tell which sources there are as well.
  }
  timer = setTimeout(pollSources, MILLIS);
}
