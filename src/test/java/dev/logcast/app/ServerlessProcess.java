package dev.logcast.app;

import dev.logcast.archive.Reread;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.duty.Faults;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.Outlet;
import dev.logcast.hub.StreamStart;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.wire.StreamFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
    /** Small segments, so that there are many of them. */
    private static final ArchiveSettings SETTINGS =
            new ArchiveSettings(100_000_000_000L, Duration.ofDays(3650), 128 * 1024, 2_000_000, 8_000_000);

    /** Enough for what is read again after several processes that did not live long enough to store how far they were. */
    private static final long RECENT_BYTES = 128_000_000;

    private ServerlessProcess() {}

    /** @param args directory of the logs, data directory, {@code local} or {@code none}; cursor of the client if there is one */
    public static void main(String[] args) throws IOException, HubFullException {
        new Thread(ServerlessProcess::endWithInput).start();
        boolean archived = args[2].equals("local");
        String epoch = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        Serverless serverless = new Serverless(
                Path.of(args[1]), epoch, spec(args[0], archived), archived ? SETTINGS : null, RECENT_BYTES);
        serverless.start();
        if (args.length > 3) {
            while (!serverless.follower().ready()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            StreamStart start = StreamStart.after(Cursor.parse(args[3]).orElseThrow());
            serverless
                    .hub()
                    .subscribe(EVERYTHING, start, "", new Output(new FileOutputStream(FileDescriptor.out)))
                    .writable();
        }
    }

    /** The archive that such a process leaves behind. */
    public static LocalArchive archive(Path data) {
        return new LocalArchive(
                data.resolve("archive"),
                SETTINGS,
                "reader",
                InstantSource.system(),
                Runnable::run,
                Reread.NOTHING,
                positions -> {},
                lines -> {},
                new Faults(Telemetry.NONE));
    }

    /** Every {@code .log} file of a directory, each a source of its own. */
    static SourceSpec spec(String logs, boolean archived) {
        SourceSpec spec = SourceSpec.of(SOURCE, logs + "/{file}.log").startingAt(StartPosition.BEGINNING);
        return archived
                ? new SourceSpec(
                        SOURCE,
                        spec.paths(),
                        List.of(),
                        StartPosition.BEGINNING,
                        StandardCharsets.UTF_8,
                        Multiline.NONE,
                        spec.flushAfter(),
                        spec.maxRecordBytes())
                : spec;
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Ended, too.
        }
        Runtime.getRuntime().halt(0);
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
