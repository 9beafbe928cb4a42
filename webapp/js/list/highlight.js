import { fold } from '../core/fold.js';
import { marks, PATTERNS } from '../core/marks.js';

/** Marks what was searched for, without touching the rows (CSS Custom Highlight API). */
const matchRanges = 'Highlight' in globalThis ? new Highlight() : undefined;
if (matchRanges !== undefined) CSS.highlights.set('match', matchRanges);

/** By kind: what rows say of themselves, below what was searched for. @type {Map<string, Highlight>} */
const byKind = new Map();
if (matchRanges !== undefined) {
  matchRanges.priority = 1;
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

/** @param {Iterable<Text[]>} texts each in pieces; one in several has colours of its own */
export function colour(texts) {
  if (matchRanges === undefined) return;
  for (const highlight of byKind.values()) highlight.clear();
  for (const pieces of texts) {
    let left = MAX_MARKS;
    for (const { kind, start, end } of marks(whole(pieces).slice(0, MARKED))) {
      if (left-- === 0) break;
      byKind.get(kind)?.add(rangeOf(pieces, start, end));
    }
  }
}

/** @param {Iterable<Text[]>} texts each in pieces @param {string[]} words folded */
export function highlight(texts, words) {
  if (matchRanges === undefined) return;
  matchRanges.clear();
  if (words.length === 0) return;
  for (const pieces of texts) {
    const folded = fold(whole(pieces));
    for (const word of words) {
      let left = MAX_MARKS;
      for (let at = folded.indexOf(word); at >= 0 && left-- > 0; at = folded.indexOf(word, at + word.length)) {
        matchRanges.add(rangeOf(pieces, at, at + word.length));
      }
    }
  }
}

/** @param {Text[]} pieces */
function whole(pieces) {
  return pieces.length === 1 ? pieces[0].data : pieces.map(({ data }) => data).join('');
}

/** Where a part of the whole is. @param {Text[]} pieces @param {number} start @param {number} end */
function rangeOf(pieces, start, end) {
  let first = 0;
  let from = start;
  while (from >= pieces[first].length && first < pieces.length - 1) from -= pieces[first++].length;
  let last = first;
  let to = from + end - start;
  while (to > pieces[last].length && last < pieces.length - 1) to -= pieces[last++].length;
  return new StaticRange({
    startContainer: pieces[first],
    startOffset: from,
    endContainer: pieces[last],
    endOffset: to,
  });
}
