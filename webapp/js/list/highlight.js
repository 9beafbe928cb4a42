import { fold } from '../core/fold.js';
import { marks as kinds, PATTERNS } from '../core/marks.js';

/** Marks what was searched for, without touching the rows (CSS Custom Highlight API). */
const marks = 'Highlight' in globalThis ? new Highlight() : undefined;
if (marks !== undefined) CSS.highlights.set('match', marks);

/** By kind: what rows say of themselves, below what was searched for. @type {Map<string, Highlight>} */
const byKind = new Map();
if (marks !== undefined) {
  marks.priority = 1;
  for (const [kind] of PATTERNS) {
    const highlight = new Highlight();
    byKind.set(kind, highlight);
    CSS.highlights.set(kind, highlight);
  }
}

/** A row with more of them says no more by them. */
const MAX_MARKS = 100;

/** What is behind so many characters is not marked. */
const MARKED = 2_000;

/** @param {Iterable<Text>} texts */
export function colour(texts) {
  if (marks === undefined) return;
  for (const highlight of byKind.values()) highlight.clear();
  for (const text of texts) {
    let left = MAX_MARKS;
    for (const { kind, start, end } of kinds(text.data.slice(0, MARKED))) {
      if (left-- === 0) break;
      byKind
        .get(kind)
        ?.add(new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end }));
    }
  }
}

/** @param {Iterable<Text>} texts @param {string[]} words folded */
export function highlight(texts, words) {
  if (marks === undefined) return;
  marks.clear();
  if (words.length === 0) return;
  for (const text of texts) {
    const folded = fold(text.data);
    for (const word of words) {
      let left = MAX_MARKS;
      for (let at = folded.indexOf(word); at >= 0 && left-- > 0; at = folded.indexOf(word, at + word.length)) {
        marks.add(
          new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: at + word.length }),
        );
      }
    }
  }
}
