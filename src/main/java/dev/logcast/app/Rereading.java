package dev.logcast.app;

import dev.logcast.archive.Reread;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.Selections;
import dev.logcast.source.Rereader;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The step that makes lines of files that are read again, as they were made when they were published. The pipeline is one of its own: it
 * knows what came before in each file.
 */
final class Rereading implements Reread {
    private final Supplier<Collection<SourceSpec>> specs;
    private final Checkpoints checkpoints;
    private final LineMaker maker;
    private final Selections selections;

    Rereading(
            Supplier<Collection<SourceSpec>> specs, Checkpoints checkpoints, Pipeline pipeline, Selections selections) {
        this.specs = specs;
        this.checkpoints = checkpoints;
        this.maker = new LineMaker(pipeline);
        this.selections = selections;
    }

    @Override
    public @Nullable Lines of(SourceId source, long generation) throws IOException {
        Rereader reader = Rereader.open(source, generation, specs.get(), checkpoints);
        return reader == null ? null : new Again(reader);
    }

    private final class Again implements Lines {
        private final Rereader reader;

        Again(Rereader reader) {
            this.reader = reader;
        }

        @Override
        public List<LogLine> next() throws IOException {
            List<LogLine> lines = List.of();
            RecordBatch batch = reader.next();
            while (batch != null && lines.isEmpty()) {
                lines = selections.select(batch.source(), maker.make(batch, batch.records()));
                batch = lines.isEmpty() ? reader.next() : null;
            }
            return lines;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
