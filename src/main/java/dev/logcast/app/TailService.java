package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.demo.Demo;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.hub.Hub;
import dev.logcast.ingest.Push;
import dev.logcast.ingest.Spool;
import dev.logcast.journal.Journal;
import dev.logcast.journal.JournalSpec;
import dev.logcast.line.ServerLog;
import dev.logcast.source.Follower;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.SourceSpec;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The life cycle of the application: runs the tailers and the pumps for as long as the application is deployed. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedExecutorDefinition(name = TailService.EXECUTOR, maxAsync = TailService.MOST_THREADS)
@ManagedExecutorDefinition(name = TailService.OPENERS, maxAsync = TailService.MOST_OPENERS)
public class TailService {
    static final String EXECUTOR = "java:module/concurrent/logcast";
    static final int MOST_THREADS = 32;
    static final String OPENERS = "java:module/concurrent/logcast-openers";
    static final int MOST_OPENERS = 4;

    private static final System.Logger LOG = ServerLog.of(TailService.class.getName());
    private static final int MOST_WORKERS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LAST_READS = Duration.ofMillis(700);
    private static final Duration LAST_WRITES = Duration.ofMillis(700);
    private static final Duration LAST_STEPS = Duration.ofMillis(300);

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Resource(lookup = OPENERS)
    private ManagedExecutorService openers;

    @Inject
    private Settings settings;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private Archive archive;

    @Inject
    private BlockReaders readers;

    @Inject
    private Publisher publisher;

    @Inject
    private Follower follower;

    @Inject
    private Spool spool;

    @Inject
    private Provider<Demo> demo;

    @Inject
    private Hub hub;

    @Inject
    private Faults faults;

    private final Threads threads = new Threads();
    private final List<Journal> journals = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private DataDirectory data;

    @PostConstruct
    void start() {
        try {
            data = DataDirectory.open(settings.dataDirectory());
            readers.use(openers);
            archive.open();
            checkpoints.restore(archive.positions());
            publisher.startBehind(archive.newest());
            hub.startBehind(archive.newest());
            spool.open();
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
        archive.duties().forEach(this::run);
        hub.pumps().forEach(this::run);
        hub.readers().forEach(this::run);
        follower.duties(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()))
                .forEach(this::run);
        spool.duties().forEach(this::run);
        settings.journals().forEach(this::follow);
        if (settings.demo()) {
            run(demo.get().duty(faults));
        }
        run(new Duty("data directory", Part.STORE, faults, this::tendData));
        String names = Stream.concat(
                        settings.demo() ? Stream.of("the demo") : Stream.empty(),
                        settings.sources().stream().map(SourceSpec::name))
                .collect(Collectors.joining(", "));
        LOG.log(System.Logger.Level.INFO, "Following {0}.", names.isEmpty() ? "nothing: set logcast.sources" : names);
        if (Notice.alone()) {
            awaitReady();
        }
    }

    /** The port is opened when the application has been deployed; it would refuse streams before it is ready. */
    private void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (!ready() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether every file that was there at the start has been found, and all threads run. */
    public boolean ready() {
        return follower.ready() && problems().isEmpty();
    }

    /** Threads that do not run, and why. */
    public Map<String, String> problems() {
        return threads.problems();
    }

    /** What fails at the moment by a fault of our own, by part; all else goes on. */
    public Map<String, String> faults() {
        return faults.lasting();
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
        if (settings.demo()) {
            demo.get().stop();
        }
        journals.forEach(Journal::close);
        close(spool);
        follower.stop(LAST_READS);
        hub.stop(LAST_WRITES);
        close(archive);
        threads.end(LAST_WRITES.plus(LAST_STEPS));
        follower.close();
        close(archive::release);
        close(data);
    }

    private boolean tendData() throws InterruptedException {
        boolean over = stopping.await(1, TimeUnit.SECONDS);
        if (!over) {
            data.tend();
        }
        return !over;
    }

    private static void close(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing failed at the end", e);
        }
    }

    private void follow(JournalSpec spec) {
        Path places = settings.dataDirectory().resolve("journals");
        Journal journal = new Journal(spec, "journalctl", places, (source, lines) -> {
            try (Push push = spool.push(source)) {
                push.write(lines, 0, lines.length);
            }
        });
        journals.add(journal);
        run(journal.duty(faults));
    }

    private void run(Duty duty) {
        threads.begin(duty, executor);
    }
}
