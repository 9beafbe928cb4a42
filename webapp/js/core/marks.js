/**
 * What is marked in a line, besides its level: parts of stack traces, addresses, requests, statements of SQL, ids and
 * numbers. The server colours text by the same patterns; test/marks.json holds both to them. Each takes time linear in
 * the length of a line.
 *
 * @type {[string, string][]}
 */
export const PATTERNS = [
  [
    'trace',
    String.raw`(?<![^\n])[ \t]{1,40}at [^\n]+(?![^\n])|(?<![^\n])Caused by: [^\n]+(?![^\n])|(?<![^\n])Traceback \(most recent call last\):(?![^\n])|(?<![^\n]) {1,40}File \"[^\"\n]+\", line \d+[^\n]*(?![^\n])|(?<![^\n])\t\.\.\. \d+ more(?![^\n])`,
  ],
  ['url', String.raw`(?<![A-Za-z0-9_])https?://[^\u0000-\u0020\"'<>()\[\]{}|\\^]+`],
  ['http', String.raw`(?<![A-Za-z0-9_])(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /[^\u0000-\u0020\"]*`],
  [
    'sql',
    String.raw`(?<![A-Za-z0-9_])(?:SELECT [^\n;]{1,200}? FROM [^\n;]{1,400}|INSERT INTO [^\n;]{1,400}|UPDATE [^\u0000-\u0020]{1,80} SET [^\n;]{1,400}|DELETE FROM [^\n;]{1,400}|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|VIEW) [^\n;]{1,400})`,
  ],
  [
    'id',
    String.raw`(?<![A-Za-z0-9_])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])[0-9a-f]{16,64}(?![A-Za-z0-9_])`,
  ],
  [
    'number',
    String.raw`(?<![A-Za-z0-9_.,:/-])-?\d{1,20}(?:\.\d{1,20})?(?:ns|us|µs|ms|s|m|h|%|[kKMGT]i?B|B)?(?![A-Za-z0-9_:/-])(?![.,]\d)`,
  ],
];

const ANY = new RegExp(PATTERNS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'g');

/**
 * Where a text is marked, in order, without overlap.
 *
 * @param {string} text @returns {Generator<{ kind: string, start: number, end: number }>}
 */
export function* marks(text) {
  for (const match of text.matchAll(ANY)) {
    const kind = PATTERNS.find(([name]) => match.groups?.[name] !== undefined)?.[0] ?? '';
    yield { kind, start: match.index, end: match.index + match[0].length };
  }
}
