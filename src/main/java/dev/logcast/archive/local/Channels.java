package dev.logcast.archive.local;

import dev.logcast.line.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** The opening of an archive's files. */
interface Channels {
    Channels SYSTEM = PrivateFiles::open;

    FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException;
}
