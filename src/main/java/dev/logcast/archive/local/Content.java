package dev.logcast.archive.local;

import dev.logcast.line.SourceId;

/** What offsets are offsets of. */
record Content(SourceId source, long generation) {}
