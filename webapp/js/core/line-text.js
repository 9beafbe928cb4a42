import { marks } from './marks.js';

/** @typedef {import('../../types/protocol.js').Line} Line */

/** The names of an id that leads through services. */
const IDS = [
  'trace_id',
  'traceId',
  'trace.id',
  'traceid',
  'request_id',
  'requestId',
  'correlation_id',
  'correlationId',
];

/** Shorter ones say too little of what lines have in common. */
const LEAST = 4;
const MOST_CHARS = 60;

/** @param {Line} line @param {string} level as it is called */
export function asJson({ id, time, source, text, attributes }, level) {
  return JSON.stringify({
    id,
    time: new Date(time).toISOString(),
    source,
    level: level || undefined,
    message: text,
    attributes,
  });
}

/** A block of code behind what it is from; the fence is longer than any in it. @param {Line} line */
export function asMarkdown({ time, source, text }) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `**${source}** ${new Date(time).toISOString()}\n\n${fence}\n${text}\n${fence}\n`;
}

/**
 * What lines like this one say, too: the longest part of the message without numbers, ids and quotes.
 *
 * @param {string} message
 */
export function likeness(message) {
  const [first] = message.split('\n');
  const parts = first.split(/\S*(?:\d|[^\s]{25})\S*|["\\]/).map((part) => part.trim());
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  return longest.length < LEAST ? undefined : longest.slice(0, MOST_CHARS).trim();
}

/** The id that leads from this line to others. @param {Pick<Line, 'text' | 'attributes'>} line */
export function idOf({ text, attributes = {} }) {
  for (const name of IDS) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  for (const { kind, start, end } of marks(text.slice(0, 4000))) if (kind === 'id') return text.slice(start, end);
  return undefined;
}
