import { demanded, readUrl } from './core/state.js';

/** The page's address asks for these lines: they are asked for before anything else of the page is there. */
export const opening = readUrl(location.search);

// The link that the start printed: good once, for a session, and then out of sight.
const code = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
if (code) {
  history.replaceState(history.state, '', location.pathname + location.search);
  await fetch(new URL('api/session', document.baseURI), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: code }),
  }).catch(() => {});
}

export const worker = new Worker(new URL('worker/ingest.js', import.meta.url), { type: 'module' });

/** What the worker says before anybody listens. @type {MessageEvent[]} */
export const early = [];
worker.onmessage = (/** @type {MessageEvent} */ event) => early.push(event);
worker.postMessage({
  type: 'open',
  base: document.baseURI,
  sources: opening.sources,
  text: demanded(opening),
  mask: opening.mask,
});

/** Over HTTP/2 and later there are as many connections as one wants. */
const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
worker.postMessage({
  type: 'window',
  limited: !/^h[23]/.test(navigation?.nextHopProtocol ?? ''),
  hidden: document.hidden,
});
document.addEventListener('visibilitychange', () => worker.postMessage({ type: 'window', hidden: document.hidden }));
