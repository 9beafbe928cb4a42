import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const LONGEST = 120;

/** What cannot be broken: a regular expression. */
const PATTERN = /^\s*(?:String\.raw`|\/\^)/;

test('no line is longer than the screen of a review, nor is a comment, which the formatter leaves as it is', () => {
  const long = globSync('{js,css,test,types}/**/*.{js,ts,css}', { cwd: new URL('..', import.meta.url) }).flatMap(
    (file) =>
      readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
        .split('\n')
        .flatMap((line, i) => (line.length > LONGEST && !PATTERN.test(line) ? [`${file}:${i + 1}`] : [])),
  );
  assert.deepEqual(long, []);
});
