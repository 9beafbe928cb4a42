package dev.logcast.archive.local.block;

import dev.logcast.line.SourceId;

/** The content of a file that offsets are offsets of. */
public record BlockContent(SourceId source, long generation) {}
