import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf, stackOf, treeOf } from '../js/core/line-parts.js';

test('a stack trace is what was thrown, own frames and those of libraries', () => {
  const text = [
    '12:00 ERROR it failed',
    'java.lang.IllegalStateException: no',
    '\tat com.shop.Cart.add(Cart.java:1)',
    '\tat org.springframework.web.Filter.go(Filter.java:2)',
    'Caused by: java.io.IOException: reset',
    '\t... 12 more',
  ].join('\n');
  assert.deepEqual(
    stackOf(text)?.map(({ kind }) => kind),
    ['cause', 'own', 'library', 'cause', 'library'],
  );
  assert.equal(stackOf('one\ntwo'), undefined);
});

test('a tree is the JSON of a line, else its fields', () => {
  assert.deepEqual(treeOf('12:00 {"a":{"b":[1]}}'), { a: { b: [1] } });
  assert.deepEqual(treeOf('12:00 {a}', { c: 1 }), { c: 1 });
  assert.equal(treeOf('plain', {}), undefined);
  assert.equal(treeOf('[]'), undefined);
});

test('a field is asked for by its name and its value, quoted where they must be', () => {
  assert.equal(conditionOf('status', '500'), 'status=500');
  assert.equal(conditionOf('level', 'ERROR'), 'level=error');
  assert.equal(conditionOf('user.name', 'a "b"'), 'user.name="a \\"b\\""');
  assert.equal(conditionOf('my field', 'x'), '"my field"=x');
});
