package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.archive.NoArchive;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.duty.Faults;
import dev.logcast.hub.Hub;
import dev.logcast.hub.HubSettings;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.RateLimits;
import dev.logcast.pipeline.Selections;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.source.Follower;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.SourceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All parts that take lines from files to clients and into the archive, without a server. */
public final class Serverless {
    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Faults faults = new Faults(Telemetry.NONE);
    private final Checkpoints checkpoints;
    private final Archive archive;
    private final Hub hub;
    private final Publisher publisher;
    private final Follower follower;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param settings of the archive; null: there is none
     * @param recentBytes held by the hub
     */
    public Serverless(Path data, String epoch, SourceSpec spec, @Nullable ArchiveSettings settings, long recentBytes) {
        checkpoints = settings == null ? Checkpoints.in(data) : Checkpoints.archived(data);
        Selections everything = new Selections(Map.of());
        archive = settings == null
                ? new NoArchive()
                : new LocalArchive(
                        data.resolve("archive"),
                        settings,
                        epoch,
                        InstantSource.system(),
                        Runnable::run,
                        new Rereading(() -> List.of(spec), checkpoints, unmasked(spec), everything),
                        checkpoints::stored,
                        lines -> {},
                        faults);
        hub = new Hub(epoch, HubSettings.DEFAULT.recentBytes(recentBytes), 1, archive, Telemetry.NONE, faults);
        publisher = new Publisher(
                unmasked(spec), everything, new RateLimits(Map.of()), new Relay(), archive, Telemetry.NONE, faults);
        follower = new Follower(List.of(spec), publisher, InstantSource.system(), checkpoints, faults);
    }

    private static Pipeline unmasked(SourceSpec spec) {
        MaskSettings off = new MaskSettings(Set.of(spec.name()), List.of(), List.of());
        return new Pipeline(InstantSource.system(), new RecordMasking(new MaskRules(off), Telemetry.NONE), Map.of());
    }

    public void start() throws IOException {
        archive.open();
        checkpoints.restore(archive.positions());
        publisher.startBehind(archive.newest());
        hub.startBehind(archive.newest());
        archive.duties().forEach(this::run);
        hub.pumps().forEach(this::run);
        hub.readers().forEach(this::run);
        follower.duties(WORKERS).forEach(this::run);
    }

    /** Ends as the server does: what can be read is, and is stored. */
    public void stop() throws IOException, InterruptedException {
        follower.stop(PATIENCE);
        hub.stop(PATIENCE);
        archive.close();
        for (Thread thread : threads) {
            thread.join();
        }
        follower.close();
        archive.release();
    }

    public Archive archive() {
        return archive;
    }

    public Hub hub() {
        return hub;
    }

    public Follower follower() {
        return follower;
    }

    private void run(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Takes lines where {@link LineRelay} does. */
    private final class Relay extends LineEvents {
        @Override
        public void fire(LineBatch batch) {
            hub.publish(batch);
            archive.append(batch);
        }
    }
}
