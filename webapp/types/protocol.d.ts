/** What the page and its worker say to each other. */

/** Which list is meant: that of the stream, or the one around a place that was gone to. */
export type PaneName = 'live' | 'still';

export type Command =
    | { type: 'open'; base: string; sources: string[]; text: string; mask: number }
    | { type: 'retry' }
    | { type: 'filter'; text: string; mask: number }
    /** `columns`: after which lines break, 0 = never; `raw`: whole records, not their messages. */
    | { type: 'look'; look: { columns?: number; raw?: boolean } }
    /** `limited`: whether connections are few; `hidden`: whether nobody sees the page. */
    | { type: 'window'; limited?: boolean; hidden?: boolean }
    | { type: 'pause'; paused: boolean }
    /** `depth`: how many lists around places stay below it. */
    | {
          type: 'jump';
          id: number;
          target: Target;
          depth: number;
          sources: string[];
          text: string;
          mask: number;
          range?: Range;
      }
    | { type: 'leave'; depth: number }
    | ViewRequest
    | { type: 'load' | 'stop'; pane: PaneName; seq: number }
    /** `known`: the line as it was met before: it is fetched if memory has let go of it. */
    | { type: 'line'; pane: PaneName; id: number; seq: number; known?: { id: string; time: number } }
    /** The first and the last line that pass. */
    | { type: 'ends'; pane: PaneName; id: number }
    /** How many lines of the pane match, all of them or up to the time of a line. */
    | { type: 'count'; pane: PaneName; id: number; text: string; upTo?: number }
    /** The fields of what is loaded, with values of each. */
    | { type: 'fields'; pane: PaneName; id: number }
    | { type: 'copy'; pane: PaneName; id: number; from: number; to: number }
    /** The next line that passes, has at least this level, and matches; further than memory reaches, too. */
    | { type: 'find'; pane: PaneName; id: number; from?: number; step: 1 | -1; level: number; text: string };

/** What is asked for with a number, and answered with the same one. */
export type Question = Command extends infer C
    ? C extends { type: 'jump' | 'line' | 'copy' | 'find' | 'ends' | 'count' | 'fields' }
        ? Omit<C, 'id'>
        : never
    : never;

/** A place that is gone to: the first line of this time or a later one, or a line. Times in milliseconds since 1970. */
export type Target = { kind: 'time'; time: number } | { kind: 'line'; id: string; time?: number };

/** Times in milliseconds since 1970: from `since` on, up to `until`, which is left out; undefined = no bound. */
export interface Range {
    since?: number;
    until?: number;
}

/** Where the list looks: at the end, at a fraction of all, or so many pixels below the top of a line. */
export type Place =
    | { kind: 'end' }
    | { kind: 'fraction'; fraction: number }
    | { kind: 'line'; seq: number; px: number };

export interface ViewRequest {
    type: 'view';
    pane: PaneName;
    id: number;
    place: Place;
    height: number;
    rowHeight: number;
    /** Answer now, also when nothing has changed. */
    now: boolean;
}

export interface Row {
    seq: number;
    level: number;
    source: number;
    time: number;
    /** The message, or the whole record. */
    text: string;
    /** Those of its attributes that tell one line from another. */
    fields: string;
    /** Which parts of the text have colours of their own. */
    runs?: { start: number; end: number; style: string; fg?: string; bg?: string }[];
    /** Height in rows. */
    rows: number;
    /** Height it would have unfolded, where that is more. */
    allRows: number;
    /** Lines behind the first one, when not wrapping. */
    moreLines: number;
    cut: boolean;
    /** Whether it is a late part of the record before it. */
    part: boolean;
    /** Whether it is older than the line before it: it came late. */
    late: boolean;
    /** What is missing here: then it is no line. */
    gap?: Gap;
}

export interface View {
    type: 'view';
    pane: PaneName;
    rows: Row[];
    /** Pixels from the top of the viewport to the top of the first row. */
    offset: number;
    /** Pixels above the viewport, and of everything. */
    position: number;
    total: number;
    /** Lines that pass the filter, and how many of them come before the first row. */
    hits: number;
    firstHit: number;
    atEnd: boolean;
    request: ViewRequest;
}

/**
 * Lines that are not there. Besides the server's reasons: `before`, `after`: what lies before or behind all that is
 * loaded; `beginning`, `end`: nothing does; `since`, `until`: nothing does in the range that is shown; `unkept`: the
 * server has nothing of it; `evicted`: let go, for memory is short.
 */
export interface Gap {
    reason: string;
    missed?: number;
    source?: string;
    /** Times of the lines around it, where known. */
    since?: number;
    until?: number;
    /**
     * What becomes of it, where it can be loaded: `idle`: is loaded when it comes in sight; `offered`: when asked for;
     * `stopped`: lines were looked for, back to `searchedTo`; `failed`: the server did not give them; `done`: there is
     * nothing to load.
     */
    load?: 'idle' | 'offered' | 'loading' | 'stopped' | 'failed' | 'done';
    searchedTo?: number;
    status?: number;
    detail?: string;
}

/** How many lines of a second and a level have come, and how many of them pass the filter. */
export interface Come {
    /** Since 1970. */
    second: number;
    level: number;
    lines: number;
    hits: number;
}

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'refused';

export interface Connection {
    type: 'connection';
    state: ConnectionState;
    /** Since when there is no connection, and when the next attempt is due. */
    lostAt?: number;
    retryAt?: number;
    attempt?: number;
    status?: number;
    detail?: string;
    /** Of a query, from 1. */
    column?: number;
}

export interface SourceRate {
    id: string;
    rate: number;
    lastLine: number;
    lastError: number;
}

export interface Status {
    type: 'status';
    received: number;
    /** Lines that are declared missing, and how many gaps say so without a number. */
    missed: number;
    gaps: number;
    lines: number;
    hits: number;
    scanning: boolean;
    /** Whether all that there is has been looked through. */
    exhausted: boolean;
    levels: number[];
    fresh: { lines: number; errors: number };
    oldest: number;
    full: boolean;
    rate: number;
    bytesRate: number;
    lag: number;
    errors: number;
}

export interface Line {
    seq: number;
    id: string;
    level: number;
    source: string;
    time: number;
    text: string;
    /** What it says, apart from its envelope. */
    message: string;
    attributes?: Record<string, unknown>;
    gap?: Gap;
    /** The query for which alone it was loaded: without it, it has to be gone to. */
    loadedFor?: string;
}

export type Reply =
    | View
    | Connection
    | Status
    /** The list of the stream begins anew. */
    | { type: 'opened' }
    /** The query that is in force now, or why another one is not. */
    | { type: 'query'; text: string; error?: undefined }
    | { type: 'query'; error: { detail: string; column: number } }
    | { type: 'jumped'; id: number; seq?: number; failed?: undefined }
    | { type: 'jumped'; id: number; failed: { status: number; detail: string } }
    /** What has come since the last time, and what has not. */
    | { type: 'come'; come: Come[] }
    | { type: 'gap'; gap: Gap }
    | { type: 'sources'; names: string[]; rates: SourceRate[] }
    | { type: 'line'; id: number; line?: Line }
    | { type: 'copied'; id: number; text: string; lines: number }
    | { type: 'ends'; id: number; first?: number; last?: number }
    | { type: 'count'; id: number; count?: Count; failed?: Failure }
    | { type: 'fields'; id: number; fields: Record<string, string[]> }
    /** In the list, or in the past; neither: there is none, back to a time or at all. */
    | {
          type: 'found';
          id: number;
          seq?: number;
          past?: { id: string; time: number };
          searchedTo?: number;
          failed?: Failure;
      };

/** What the server says of a request that it does not grant; the column is that of a query, from 1. */
export interface Failure {
    status: number;
    detail: string;
    column?: number;
}

export interface Count {
    total: number;
    approximate: boolean;
}

/** An entry of /api/sources. */
export interface Source {
    id: string;
    group?: string;
    state?: string;
    files?: { path: string }[];
    /** Where its files are, with wildcards. */
    paths?: string[];
    /** Errors of the last hour. */
    recentErrors?: number;
    rate?: { lines: number; bytes: number };
    lastLine?: string;
    lastError?: string;
}
