/**
 * Parses an event stream as it arrives (WHATWG HTML, 9.2.6 "Interpreting an event stream").
 *
 * An EventSource would do, but it costs several times as much for each event, sends no headers, and takes a 503 for the
 * end.
 */
export class EventStreamParser {
  /** What a new request sends as Last-Event-ID. */
  lastEventId = '';

  #onEvent;
  #rest = '';
  #begun = false;
  #afterCr = false;
  #id = '';
  #type = '';
  /** @type {string | undefined} */
  #data;

  /**
   * @param {(type: string, data: string, id: string) => void} onEvent the id is that of a later request, if this event
   *   is the last one that came
   */
  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  /** @param {string} text the next piece, decoded */
  push(text) {
    if (text === '') return;
    let start = 0;
    if (!this.#begun) {
      this.#begun = true;
      if (text.charCodeAt(0) === 0xfeff) start = 1;
    }
    if (this.#afterCr) {
      this.#afterCr = false;
      if (text.charCodeAt(start) === 10) start++;
    }
    const searched = this.#rest.length;
    const buffer = this.#rest + (start === 0 ? text : text.slice(start));
    let from = 0;
    let lf = buffer.indexOf('\n', searched);
    let cr = buffer.indexOf('\r', searched);
    while (lf >= 0 || cr >= 0) {
      const end = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
      this.#line(buffer.slice(from, end));
      from = end + 1;
      if (end === cr) {
        if (lf === from) {
          from++;
          lf = buffer.indexOf('\n', from);
        } else if (from === buffer.length) {
          this.#afterCr = true;
        }
        cr = buffer.indexOf('\r', from);
      } else {
        lf = buffer.indexOf('\n', from);
      }
    }
    this.#rest = buffer.slice(from);
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    if (name === 'data') {
      this.#data = this.#data === undefined ? value : this.#data + '\n' + value;
    } else if (name === 'id') {
      if (!value.includes('\0')) this.#id = value;
    } else if (name === 'event') {
      this.#type = value;
    }
  }

  #dispatch() {
    this.lastEventId = this.#id;
    const data = this.#data;
    const type = this.#type;
    this.#data = undefined;
    this.#type = '';
    if (data !== undefined) this.#onEvent(type === '' ? 'message' : type, data, this.#id);
  }
}
