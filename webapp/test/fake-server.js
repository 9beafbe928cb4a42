const STREAM = { 'Content-Type': 'text/event-stream' };
const PROBLEM = { 'Content-Type': 'application/problem+json' };

/** A server that has lines, and sends more; a query is a text that must be in them, one with `!` is wrong. */
export class FakeServer {
  /** @type {{ id: string, time: string, source: string, level: string, message: string, cursor: string }[]} */
  lines = [];

  /** Lines that a search looks at before it stops. */
  patience = Infinity;

  /** What is answered next instead of a page. @type {Response[]} */
  refusals = [];

  /** @type {URL[]} */
  requests = [];

  #streams = new Set();

  /** Adds lines that no stream sends. @param {number} count */
  quietly(count) {
    const streams = this.#streams;
    this.#streams = new Set();
    this.add(count);
    this.#streams = streams;
  }

  /** @param {number} count @param {string} [text] */
  add(count, text = 'line') {
    for (let i = 0; i < count; i++) {
      const n = this.lines.length + 1;
      const line = {
        id: `app@1:${n * 10}`,
        time: new Date(n * 1000).toISOString(),
        source: n % 3 === 0 ? 'db' : 'app',
        level: n % 10 === 0 ? 'ERROR' : 'INFO',
        message: `${text} ${n}`,
        cursor: `c-${n}`,
      };
      this.lines.push(line);
      for (const stream of this.#streams) if (this.#matches(line, stream.url)) stream.send(event(line));
    }
  }

  /** @param {string} address @param {RequestInit} [init] */
  fetch = async (address, { signal, headers } = {}) => {
    const url = new URL(address);
    this.requests.push(url);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    if (url.searchParams.get('q')?.includes('!')) return problem(400, 'that is wrong', 7);
    if (url.pathname.endsWith('/api/histogram')) return this.#count(url);
    return url.pathname.endsWith('/api/logs') ? this.#page(url) : this.#stream(url, signal, headers?.['Last-Event-ID']);
  };

  /** @param {string} text as it is sent */
  send(text) {
    for (const stream of this.#streams) stream.send(text);
  }

  /** Ends all streams. */
  breakOff() {
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }

  /** @param {URL} url @param {AbortSignal | undefined} signal @param {string | undefined} lastEventId */
  #stream(url, signal, lastEventId) {
    const encoder = new TextEncoder();
    const matching = this.lines.filter((line) => this.#matches(line, url));
    const tail = Number(url.searchParams.get('tail') ?? 0);
    const backlog =
      lastEventId !== undefined
        ? matching.filter(({ cursor }) => number(cursor) > number(lastEventId))
        : tail > 0
          ? matching.slice(-tail)
          : [];
    const body = new ReadableStream({
      start: (controller) => {
        const stream = {
          url,
          send: (text) => controller.enqueue(encoder.encode(text)),
          end: () => controller.close(),
        };
        stream.send(`retry: 1000\nid: c-${this.lines.length}\n\n`);
        for (const line of backlog) stream.send(event(line));
        if (tail > 0 || lastEventId !== undefined) stream.send('event: logcast:live\ndata: {}\n\n');
        this.#streams.add(stream);
        signal?.addEventListener('abort', () => {
          if (this.#streams.delete(stream)) controller.error(signal.reason);
        });
      },
    });
    return new Response(body, { headers: STREAM });
  }

  /** @param {URL} url */
  #count(url) {
    const until = Date.parse(url.searchParams.get('until') ?? '') || Infinity;
    const found = this.lines.filter((line) => Date.parse(line.time) < until && this.#matches(line, url));
    const errors = found.filter(({ level }) => level === 'ERROR').length;
    return Response.json({ buckets: [{ counts: { ERROR: errors, INFO: found.length - errors } }], approximate: false });
  }

  /** @param {URL} url */
  #page(url) {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return refusal;
    const { searchParams } = url;
    const limit = Number(searchParams.get('limit') ?? 200);
    const around = searchParams.get('around');
    if (around !== null) {
      const line = this.lines.find(({ id }) => id === around);
      return line === undefined
        ? problem(404, 'gone')
        : Response.json({
            lines: [line],
            around: line.cursor,
            before: line.cursor,
            after: line.cursor,
            complete: false,
          });
    }
    const after = searchParams.get('after');
    const low = after === null ? -Infinity : after === 'beginning' ? 0 : number(after);
    const high = searchParams.has('before') ? number(searchParams.get('before')) : Infinity;
    const since = Date.parse(searchParams.get('since') ?? '') || -Infinity;
    const until = Date.parse(searchParams.get('until') ?? '') || Infinity;
    const range = this.lines.filter(
      ({ cursor, time }) =>
        number(cursor) > low && number(cursor) < high && Date.parse(time) >= since && Date.parse(time) < until,
    );
    const forward = after !== null;
    const order = forward ? range : range.toReversed();
    const found = [];
    let looked = 0;
    for (const line of order) {
      if (found.length === limit || looked === this.patience) break;
      looked++;
      if (this.#matches(line, url)) found.push(line);
    }
    const complete = looked === order.length;
    const ends = [order[0], order[looked - 1]].filter((line) => line !== undefined);
    if (!forward) {
      found.reverse();
      ends.reverse();
    }
    return Response.json({
      lines: found,
      before: (looked === this.patience || !forward ? ends[0] : found[0])?.cursor,
      after: (looked === this.patience || forward ? ends.at(-1) : found.at(-1))?.cursor,
      complete,
      searchedTo: looked === this.patience && !complete ? order[looked - 1].time : undefined,
    });
  }

  #matches({ message, source, level }, { searchParams }) {
    const sources = searchParams.getAll('source');
    const q = (searchParams.get('q') ?? '').replace(/[()]/g, '');
    const words = q.split(' ').filter((word) => !/^level/.test(word) && word !== 'OR');
    const levels = [...q.matchAll(/level>?=(\w+)/g)].map(([, name]) => name.toUpperCase());
    return (
      (sources.length === 0 || sources.includes(source)) &&
      words.every((word) => message.includes(word.replace(/^text:/, ''))) &&
      (levels.length === 0 || levels.includes(level))
    );
  }
}

/** @param {string} cursor */
function number(cursor) {
  return Number(cursor.slice(2));
}

function event({ cursor, ...line }) {
  return `id: ${cursor}\ndata: ${JSON.stringify(line)}\n\n`;
}

/** @param {number} status @param {string} detail @param {number} [column] */
export function problem(status, detail, column) {
  return new Response(JSON.stringify({ detail, column }), { status, headers: PROBLEM });
}
