package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.archive.NoArchive;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.hub.Hub;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.HubSettings;
import dev.logcast.hub.Outlet;
import dev.logcast.hub.Start;
import dev.logcast.hub.StreamFormat;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.RateLimits;
import dev.logcast.pipeline.Selections;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.LineFilter;
import dev.logcast.source.Checkpoints;
import dev.logcast.source.Follower;
import dev.logcast.source.Multiline;
import dev.logcast.source.PathGlob;
import dev.logcast.source.SourceSpec;
import dev.logcast.source.StartPosition;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Logcast without a server: follows the logs of a directory and, where it is asked to, streams them to its standard output, as to a
 * client that reconnects. Ends with its standard input at the latest.
 */
public final class ServerlessProcess {
    /** The source of the logs. */
    public static final String SOURCE = "app";

    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.ndjson());
    private static final int WORKERS = 2;

    /** Enough for what is read again after several processes that did not live long enough to store how far they were. */
    private static final long RECENT_BYTES = 128_000_000;

    private ServerlessProcess() {}

    /** @param args directory of the logs, data directory, {@code local} or {@code none}; cursor of the client if there is one */
    public static void main(String[] args) throws IOException, HubFullException {
        new Thread(ServerlessProcess::endWithInput).start();
        boolean archived = args[2].equals("local");
        String epoch = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        Path data = Path.of(args[1]);
        Checkpoints checkpoints = archived ? Checkpoints.archived(data) : Checkpoints.in(data);
        Archive archive = archived ? archive(data, epoch, checkpoints) : new NoArchive();
        Hub hub = new Hub(epoch, HubSettings.DEFAULT.recentBytes(RECENT_BYTES), 1, archive, Telemetry.NONE);
        Publisher publisher = publisher(
                batch -> {
                    hub.publish(batch);
                    archive.append(batch);
                },
                archive);
        archive.open();
        checkpoints.restore(archive.positions());
        publisher.startBehind(archive.newest());
        hub.startBehind(archive.newest());
        Follower follower =
                new Follower(List.of(spec(args[0], archived)), publisher, InstantSource.system(), checkpoints);
        run(archive::work);
        hub.pumps().forEach(ServerlessProcess::run);
        hub.readers().forEach(ServerlessProcess::run);
        for (int i = 0; i < WORKERS; i++) {
            run(follower::work);
        }
        run(follower::find);
        run(follower::watch);
        if (args.length > 3) {
            while (!follower.ready()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            Start start = Start.after(Cursor.parse(args[3]).orElseThrow());
            hub.subscribe(EVERYTHING, start, "", new Output(new FileOutputStream(FileDescriptor.out)))
                    .writable();
        }
    }

    /** Small segments, so that there are many of them. */
    public static LocalArchive archive(Path data, String epoch, Checkpoints checkpoints) {
        ArchiveSettings settings =
                new ArchiveSettings(100_000_000_000L, Duration.ofDays(3650), 128 * 1024, 2_000_000, 8_000_000);
        return new LocalArchive(
                data.resolve("archive"), settings, epoch, InstantSource.system(), Runnable::run, checkpoints::stored);
    }

    private static SourceSpec spec(String logs, boolean archived) {
        SourceSpec spec = SourceSpec.of(SOURCE, logs + "/{file}.log").startingAt(StartPosition.BEGINNING);
        return archived
                ? new SourceSpec(
                        SOURCE,
                        List.of(PathGlob.parse(logs + "/{file}.log")),
                        List.of(),
                        StartPosition.BEGINNING,
                        StandardCharsets.UTF_8,
                        Multiline.NONE,
                        spec.flushAfter(),
                        spec.maxRecordBytes())
                : spec;
    }

    private static Publisher publisher(Observer observer, Archive archive) {
        MaskSettings unmasked = new MaskSettings(Set.of(SOURCE), List.of(), List.of());
        return new Publisher(
                new Pipeline(InstantSource.system(), new RecordMasking(unmasked, Telemetry.NONE), Map.of()),
                new Selections(Map.of()),
                new RateLimits(Map.of()),
                observer,
                archive,
                Telemetry.NONE);
    }

    /** The only observer of lines. */
    private interface Observer extends Event<LineBatch> {
        @Override
        void fire(LineBatch batch);

        @Override
        default <U extends LineBatch> CompletionStage<U> fireAsync(U batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        default <U extends LineBatch> CompletionStage<U> fireAsync(U batch, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        default Event<LineBatch> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        default <U extends LineBatch> Event<U> select(Class<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        default <U extends LineBatch> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Ended, too.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection that always takes what there is. */
    private record Output(OutputStream out) implements Outlet {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() {
            Runtime.getRuntime().halt(1);
        }
    }
}
