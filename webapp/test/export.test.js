import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countAddress, fileAddress, linesOf, nameOf, sizeOf, wantedOf } from '../js/core/export.js';
import { ALL_LEVELS, atLeast } from '../js/core/levels.js';

const pane = { sources: ['a', 'b/*'], text: 'x & y', mask: atLeast(5) };

test('a file has the lines of the sources, the filter and the range, in the order of time', () => {
  const address = new URL(fileAddress(wantedOf(pane, { since: 0, until: 1000 }, true), 'log'), 'http://server/sub/');
  assert.equal(address.pathname, '/sub/api/logs');
  assert.deepEqual(
    [...address.searchParams],
    [
      ['source', 'a'],
      ['source', 'b/*'],
      ['q', '(x & y) (level=error OR level=fatal)'],
      ['since', '1970-01-01T00:00:00.000Z'],
      ['until', '1970-01-01T00:00:01.000Z'],
      ['format', 'text'],
      ['sort', 'time'],
    ],
  );
});

test('without the filter it has all lines, without bounds those of all times', () => {
  assert.equal(
    fileAddress(wantedOf({ ...pane, sources: [] }, {}, false), 'csv', 3),
    'api/logs?format=csv&sort=time&limit=3',
  );
  assert.equal(
    countAddress(wantedOf({ sources: [], text: '', mask: ALL_LEVELS }, {}, true)),
    'api/histogram?buckets=1',
  );
});

test('its size is told from the first lines', () => {
  assert.equal(linesOf({ buckets: [{ counts: { INFO: 990, none: 8 } }, { counts: { ERROR: 2 } }] }), 1000);
  assert.equal(sizeOf(1000, 20_000), 100_000);
  assert.equal(sizeOf(3, 300), 300);
  assert.equal(sizeOf(0, 0), 0);
});

test('its name is that of the server, if it is one', () => {
  assert.equal(
    nameOf('attachment; filename="logcast-app-20261122T100000Z.csv"', 'csv'),
    'logcast-app-20261122T100000Z.csv',
  );
  assert.equal(nameOf('attachment; filename="../x"', 'csv'), 'logcast.csv');
  assert.equal(nameOf(null, 'ndjson'), 'logcast.ndjson');
});
