/**
 * How a block of lines is written and read, and the values in it. Encoders and decoders are used by one thread at a time. Only the local
 * archive calls it.
 */
@NullMarked
package dev.logcast.archive.local.block;

import org.jspecify.annotations.NullMarked;
