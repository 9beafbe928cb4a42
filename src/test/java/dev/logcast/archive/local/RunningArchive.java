package dev.logcast.archive.local;

import dev.logcast.Await;
import dev.logcast.archive.Reread;
import dev.logcast.duty.Faults;
import dev.logcast.line.Position;
import dev.logcast.line.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An archive and the thread that stores. */
public final class RunningArchive implements AutoCloseable {
    private final LocalArchive archive;
    private final Thread thread;
    private final AtomicLong lost = new AtomicLong();
    private volatile Collection<Position> stored = List.of();

    public RunningArchive(Path directory, ArchiveSettings settings, String epoch) throws IOException {
        this(directory, settings, epoch, InstantSource.system());
    }

    RunningArchive(Path directory, ArchiveSettings settings, String epoch, InstantSource clock) throws IOException {
        this(directory, settings, epoch, clock, Channels.SYSTEM);
    }

    RunningArchive(Path directory, ArchiveSettings settings, String epoch, Channels disk) throws IOException {
        this(directory, settings, epoch, InstantSource.system(), disk);
    }

    private RunningArchive(Path directory, ArchiveSettings settings, String epoch, InstantSource clock, Channels disk)
            throws IOException {
        archive = new LocalArchive(
                directory,
                settings,
                epoch,
                clock,
                Runnable::run,
                Reread.NOTHING,
                positions -> stored = positions,
                lost::addAndGet,
                new Faults(Telemetry.NONE),
                disk);
        archive.open();
        thread = new Thread(archive.duties().get(0), "storing");
        thread.start();
    }

    public LocalArchive archive() {
        return archive;
    }

    /** What is on the disk for sure. */
    Collection<Position> stored() {
        return stored;
    }

    /** Lines of which it told that they are lost. */
    long lost() {
        return lost.get();
    }

    /** Until nothing waits any more. */
    public void settle() {
        Await.await(() -> archive.report().lagLines() == 0);
    }

    @Override
    public void close() throws IOException {
        archive.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        archive.release();
    }
}
