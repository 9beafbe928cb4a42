package dev.logcast.crash;

import dev.logcast.hub.Hub;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.HubSettings;
import dev.logcast.hub.Outlet;
import dev.logcast.hub.Start;
import dev.logcast.hub.StreamFormat;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.LineFilter;
import dev.logcast.source.Checkpoints;
import dev.logcast.source.Follower;
import dev.logcast.source.RecordBatch;
import dev.logcast.source.RecordListener;
import dev.logcast.source.SourceSpec;
import dev.logcast.source.StartPosition;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * A Logcast without a server: follows the logs of a directory and streams them to its standard output, as to a client that
 * reconnects. Ends with its standard input at the latest.
 */
final class FollowingProcess implements RecordListener {
    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.ndjson());
    private static final int WORKERS = 2;

    /** Enough for what is read again after several processes that did not live long enough to store how far they were. */
    private static final long RECENT_BYTES = 128_000_000;

    private final Pipeline pipeline =
            new Pipeline(InstantSource.system(), new RecordMasking(MaskSettings.DEFAULT, Telemetry.NONE), Map.of());
    private final Hub hub;
    private long published;

    private FollowingProcess(Hub hub) {
        this.hub = hub;
    }

    /** @param args directory of the logs, data directory, cursor of the client */
    public static void main(String[] args) throws IOException, HubFullException {
        new Thread(FollowingProcess::endWithInput).start();
        String epoch = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        Hub hub = new Hub(epoch, HubSettings.DEFAULT.recentBytes(RECENT_BYTES), 1, Telemetry.NONE);
        hub.pumps().forEach(FollowingProcess::run);
        Checkpoints checkpoints = Checkpoints.in(Path.of(args[1]));
        checkpoints.restore();
        SourceSpec spec = SourceSpec.of("app", args[0] + "/{file}.log").startingAt(StartPosition.BEGINNING);
        Follower follower = new Follower(List.of(spec), new FollowingProcess(hub), InstantSource.system(), checkpoints);
        for (int i = 0; i < WORKERS; i++) {
            run(follower::work);
        }
        run(follower::find);
        run(follower::watch);
        while (!follower.ready()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        Start start = Start.after(Cursor.parse(args[2]).orElseThrow());
        hub.subscribe(EVERYTHING, start, "", new Output(new FileOutputStream(FileDescriptor.out)))
                .writable();
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

    @Override
    public void onRecords(RecordBatch batch) {
        if (batch.records().isEmpty()) {
            return;
        }
        Pipeline.Batch made = pipeline.batch(batch.source(), batch.generation(), pipeline.now(), pipeline.now());
        List<LogLine> lines = batch.records().stream()
                .map(raw -> made.line(raw.offset(), raw.text(), raw.continues(), raw.cut(), raw.envelope()))
                .toList();
        publish(first -> new LineBatch(batch.source(), first, batch.readNanos(), lines));
    }

    @Override
    public void onLoss(SourceId source) {
        publish(sequence -> LineBatch.loss(source, sequence, System.nanoTime(), "truncated"));
    }

    private synchronized void publish(LongFunction<LineBatch> numbered) {
        LineBatch next = numbered.apply(published + 1);
        published = next.lastSequence();
        hub.publish(next);
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
