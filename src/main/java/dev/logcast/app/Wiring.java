package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.archive.NoArchive;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.demo.Demo;
import dev.logcast.duty.Faults;
import dev.logcast.hub.Hub;
import dev.logcast.ingest.Spool;
import dev.logcast.line.LossReason;
import dev.logcast.line.SealedCursors;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.peer.Neighbours;
import dev.logcast.peer.Sockets;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.PushMasking;
import dev.logcast.pipeline.RateLimits;
import dev.logcast.pipeline.Selections;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.security.AccessSettings;
import dev.logcast.security.Sessions;
import dev.logcast.security.SignInLink;
import dev.logcast.security.Token;
import dev.logcast.source.Follower;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.SourceCatalog;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The object graph: which parts there are, and what each is given. */
@Dependent
public class Wiring {
    private static final int MOST_PUMPS = 4;

    @Produces
    @Singleton
    Settings settings() {
        Config config = ConfigProvider.getConfig();
        try {
            Settings settings =
                    Settings.read(name -> config.getOptionalValue(name, String.class), config.getPropertyNames());
            settings.strays().forEach(Notice::warn);
            return settings;
        } catch (InvalidSettingsException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    ServerRun run() {
        return ServerRun.begin();
    }

    @Produces
    @Singleton
    Faults faults(Telemetry telemetry) {
        return new Faults(telemetry);
    }

    @Produces
    @Singleton
    Archive archive(
            Settings settings,
            ServerRun run,
            BlockReaders readers,
            Checkpoints checkpoints,
            Selections selections,
            MaskRules rules,
            Provider<Follower> follower,
            Provider<Telemetry> telemetry,
            Faults faults) {
        if (settings.archive().isEmpty()) {
            return new NoArchive();
        }
        Pipeline again =
                new Pipeline(InstantSource.system(), new RecordMasking(rules, Telemetry.NONE), settings.formats());
        return new LocalArchive(
                settings.dataDirectory().resolve("archive"),
                settings.archive().get(),
                run.epoch(),
                InstantSource.system(),
                readers,
                new Rereading(() -> follower.get().specs(), checkpoints, again, selections),
                checkpoints::stored,
                lines -> telemetry.get().linesDropped(LossReason.ARCHIVE_FAILED, lines),
                faults);
    }

    @Produces
    @Singleton
    Hub hub(Settings settings, ServerRun run, Archive archive, Telemetry telemetry, Faults faults) {
        int pumps = Math.min(MOST_PUMPS, Runtime.getRuntime().availableProcessors());
        return new Hub(run.epoch(), settings.hub(), pumps, archive, telemetry, faults);
    }

    @Produces
    @Singleton
    Pipeline pipeline(Settings settings, RecordMasking masking) {
        return new Pipeline(InstantSource.system(), masking, settings.formats());
    }

    @Produces
    @Singleton
    MaskRules maskRules(Settings settings) {
        return new MaskRules(settings.masking());
    }

    @Produces
    @Singleton
    RecordMasking masking(MaskRules rules, Telemetry telemetry) {
        return new RecordMasking(rules, telemetry);
    }

    @Produces
    @Singleton
    Selections selections(Settings settings) {
        return new Selections(settings.selections());
    }

    @Produces
    @Singleton
    RateLimits limits(Settings settings) {
        return new RateLimits(settings.rateLimits());
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(Settings settings) {
        return settings.archive().isPresent()
                ? Checkpoints.archived(settings.dataDirectory())
                : Checkpoints.in(settings.dataDirectory());
    }

    @Produces
    @Singleton
    Follower follower(Settings settings, Publisher publisher, Checkpoints checkpoints, Faults faults) {
        return new Follower(settings.sources(), publisher, InstantSource.system(), checkpoints, faults);
    }

    @Produces
    @Singleton
    Demo demo(Follower follower) {
        return new Demo(follower::feed, InstantSource.system(), RandomGenerator.getDefault());
    }

    @Produces
    @Singleton
    Spool spool(Settings settings, MaskRules rules, Follower follower, Telemetry telemetry, Faults faults) {
        PushMasking masking = new PushMasking(new RecordMasking(rules, telemetry));
        return new Spool(
                settings.dataDirectory().resolve("spool"),
                settings.sources(),
                follower,
                settings.spool(),
                masking::mask,
                InstantSource.system(),
                faults);
    }

    @Produces
    @Singleton
    AccessSettings access(Settings settings) {
        AccessSettings access = settings.access();
        if (settings.signInCode().isEmpty()) {
            return access;
        }
        try {
            Token owner = SignInLink.owner(settings.dataDirectory());
            return new AccessSettings(access.mode(), List.of(owner), access.origins());
        } catch (IOException e) {
            throw new StartFailure("cannot keep the secret of those who sign in by the link: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    Sessions sessions(Settings settings, AccessSettings access) {
        return new Sessions(
                access.tokens(),
                settings.signInCode()
                        .map(code -> SignInLink.of(code, InstantSource.system()))
                        .orElse(SignInLink.NONE),
                settings.dataDirectory(),
                InstantSource.system());
    }

    @Produces
    @Singleton
    SealedCursors sealedCursors(Settings settings) {
        return SealedCursors.in(settings.dataDirectory());
    }

    @Produces
    @Singleton
    Neighbours neighbours() {
        return new Neighbours(Sockets.HERE);
    }

    @Produces
    @Singleton
    SourceCatalog catalog(Settings settings, Follower follower, Spool spool) {
        return new SourceCatalog(settings.sources(), () -> seen(follower, spool), () -> pushed(settings, spool));
    }

    /** Those of the demo are known as pushed ones are: by their names alone. */
    private static Set<SourceId> pushed(Settings settings, Spool spool) {
        if (!settings.demo()) {
            return spool.sources();
        }
        Set<SourceId> sources = Demo.sources();
        sources.addAll(spool.sources());
        return sources;
    }

    /** What was removed is gone for everybody at once, while its last lines are still being read. */
    private static Set<SourceId> seen(Follower follower, Spool spool) {
        Set<SourceId> seen = follower.sources();
        seen.removeAll(spool.removed());
        return seen;
    }
}
