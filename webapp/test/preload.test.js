import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);

/** A module and all that it needs. @param {URL} module @param {Set<string>} found */
function reach(module, found) {
  if (found.has(module.href)) return found;
  found.add(module.href);
  for (const [, path] of readFileSync(module, 'utf8').matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)'/gm))
    reach(new URL(path, module), found);
  return found;
}

test('the page names each module that it needs, so that none waits for another to be read', () => {
  const html = readFileSync(new URL('index.html', root), 'utf8');
  const named = [...html.matchAll(/(?:modulepreload" href|type="module" src)="([^"]+)"/g)].map(
    ([, path]) => new URL(path, root).href,
  );
  const needed = new Set([
    ...reach(new URL('js/begin.js', root), new Set()),
    ...reach(new URL('js/main.js', root), new Set()),
  ]);
  assert.deepEqual(named.toSorted(), [...needed].toSorted());
});
