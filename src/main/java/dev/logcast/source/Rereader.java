package dev.logcast.source;

import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.FileKey;
import dev.logcast.source.file.Siblings;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A second reader of a content, from its checkpoint on, while it is followed elsewhere. Not thread-safe. */
public final class Rereader implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Rereader.class.getName());

    private final Tailer tailer;
    private final Taken taken;
    private final ReadBuffer buffer;

    /** What has been read and not been asked for. */
    private static final class Taken implements RecordListener {
        private @Nullable RecordBatch batch;

        @Override
        public void onRecords(RecordBatch read) {
            batch = read;
        }

        @Override
        public void onLoss(SourceId source) {}
    }

    private Rereader(Tailer tailer, Taken taken, int longestRecord) {
        this.tailer = tailer;
        this.taken = taken;
        this.buffer = new ReadBuffer(longestRecord);
    }

    /** @return null where no file holds the content any more */
    public static @Nullable Rereader open(
            SourceId source, long generation, Collection<SourceSpec> specs, Checkpoints checkpoints)
            throws IOException {
        Optional<Checkpoint> from = checkpoints.of(generation);
        Optional<SourceSpec> spec = specs.stream()
                .filter(each -> each.name().equals(source.group()))
                .findFirst();
        if (from.isEmpty() || spec.isEmpty()) {
            return null;
        }
        Siblings siblings = new Siblings();
        Path path = siblings.locate(new FileKey(from.get().file()), from.get().path());
        if (path == null) {
            return null;
        }
        Taken taken = new Taken();
        Tailer tailer = new Tailer(FoundFile.at(path, spec.get(), source), null, taken, Checkpoints.none(), siblings);
        if (!tailer.resume(FileContent.of(from.get()))) {
            Tailers.close(tailer);
            return null;
        }
        return new Rereader(tailer, taken, spec.get().maxRecordBytes());
    }

    /** The next records that were read together; null at the end. */
    public @Nullable RecordBatch next() throws IOException {
        boolean more = true;
        taken.batch = null;
        while (more && taken.batch == null) {
            more = tailer.poll(buffer);
        }
        if (taken.batch == null) {
            tailer.finish();
        }
        return taken.batch;
    }

    @Override
    public void close() {
        try {
            tailer.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A file that was read again could not be closed", e);
        }
    }
}
