package dev.logcast.archive.local.block;

import dev.logcast.line.SourceId;

/** What offsets are offsets of. */
public record BlockContent(SourceId source, long generation) {}
