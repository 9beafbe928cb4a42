/** What the page and its worker say to each other. */

export type Command =
  | { type: 'open'; base: string; sources: string[] }
  | { type: 'retry' }
  | { type: 'filter'; text: string; mask: number }
  | { type: 'wrap'; columns: number }
  | ViewRequest
  | { type: 'pause'; paused: boolean }
  | { type: 'line'; seq: number }
  | { type: 'copy'; from: number; to: number }
  | { type: 'find'; from: number; step: 1 | -1; level: number };

/** Where the list looks: at the end, at a fraction of all, or so many pixels below the top of a line. */
export type Place =
  | { kind: 'end' }
  | { kind: 'fraction'; fraction: number }
  | { kind: 'line'; seq: number; px: number };

export interface ViewRequest {
  type: 'view';
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
  text: string;
  /** Height in rows. */
  rows: number;
  /** Height it would have unfolded, where that is more. */
  allRows: number;
  /** Lines behind the first one, when not wrapping. */
  moreLines: number;
  cut: boolean;
  /** Whether it is a late part of the record before it. */
  part: boolean;
}

export interface View {
  type: 'view';
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

export interface Gap {
  reason: string;
  missed?: number;
  source?: string;
  /** First and last moment of what is missing, where known. */
  since?: number;
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
  type: 'line';
  seq: number;
  id: string;
  level: number;
  source: string;
  time: number;
  text: string;
  attributes?: Record<string, unknown>;
  gap: boolean;
}

export type Reply =
  | View
  | Connection
  | Status
  | Line
  | { type: 'sources'; names: string[]; rates: SourceRate[] }
  | { type: 'copied'; text: string; lines: number }
  | { type: 'found'; seq: number };

/** An entry of /api/sources. */
export interface Source {
  id: string;
  group?: string;
  state?: string;
  files?: { path: string }[];
  rate?: { lines: number; bytes: number };
  lastLine?: string;
  lastError?: string;
}
