package dev.logcast.archive.local;

import dev.logcast.archive.local.block.BlockHeader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A block is not what was written: its checksum is another one. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable BlockHeader header;

    /** @param header what the block says of itself, if at least that is whole */
    DamagedException(Path path, long offset, @Nullable BlockHeader header) {
        super(path + " is damaged at " + offset);
        this.header = header;
    }

    @Nullable
    BlockHeader header() {
        return header;
    }
}
