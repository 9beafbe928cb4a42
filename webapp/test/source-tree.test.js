import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, isMeant, named, nameIn } from '../js/core/source-tree.js';

const source = (id, rate = 0, errors = 0) => ({ id, group: id.split('/')[0], rate, errors });
const sources = [source('shop/cart', 5), source('edge', 1, 2), source('shop/api', 1, 9), source('pay/api', 20)];

/** @param {'name' | 'errors' | 'rate'} order @param {string[]} chosen */
function shown(order, chosen = []) {
  const tree = arrange(sources, order, (id) => chosen.includes(id));
  return [
    tree.chosen.map(({ id }) => id),
    ...tree.groups.map(({ name, sources: own }) => [name, ...own.map(({ id }) => id)]),
  ];
}

test('sources are in groups, the chosen ones before them', () => {
  assert.deepEqual(shown('name'), [[], ['', 'edge'], ['pay', 'pay/api'], ['shop', 'shop/api', 'shop/cart']]);
  assert.deepEqual(shown('name', ['shop/cart']), [
    ['shop/cart'],
    ['', 'edge'],
    ['pay', 'pay/api'],
    ['shop', 'shop/api'],
  ]);
});

test('groups and what is in them are sorted by errors or by rate, and have their sums', () => {
  assert.deepEqual(shown('errors'), [[], ['shop', 'shop/api', 'shop/cart'], ['', 'edge'], ['pay', 'pay/api']]);
  assert.deepEqual(shown('rate'), [[], ['pay', 'pay/api'], ['shop', 'shop/cart', 'shop/api'], ['', 'edge']]);
  const { groups } = arrange(sources, 'name', () => false);
  assert.deepEqual(
    groups.map(({ rate, errors }) => [rate, errors]),
    [
      [1, 2],
      [20, 0],
      [6, 9],
    ],
  );
});

test('a source is called by what it is in its group', () => {
  assert.equal(nameIn('shop/eu/cart', 'shop'), 'eu/cart');
  assert.equal(nameIn('edge', ''), 'edge');
});

test('sources are found by words in any order', () => {
  assert.ok(isMeant('services/team3-api', 'API team3'));
  assert.ok(!isMeant('services/team3-api', 'team3 web'));
});

test('those that were found are named by a glob where it means them alone', () => {
  const ids = sources.map(({ id }) => id);
  assert.deepEqual(named('api', ['shop/api', 'pay/api'], ids), ['*api*']);
  assert.deepEqual(named('shop ap', ['shop/api'], ids), ['*shop*ap*']);
  assert.deepEqual(named('api shop', ['shop/api'], ids), ['shop/api']);
  assert.deepEqual(named('API', ['shop/api', 'pay/api'], ids), ['shop/api', 'pay/api']);
});
