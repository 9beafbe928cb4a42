package dev.logcast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.logcast.line.ServerLog;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may use whom. */
@AnalyzeClasses(packages = "dev.logcast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] LANGUAGE = {"java..", "javax.crypto..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule lineUsesNothing = room("line");

    @ArchTest
    static final ArchRule dutyUsesLine = room("duty", "line");

    @ArchTest
    static final ArchRule queryUsesLineAndRegularExpressions = room("query", "line", "re2j");

    @ArchTest
    static final ArchRule sourceUsesLineDutyAndRegularExpressions = room("source", "line", "duty", "re2j");

    @ArchTest
    static final ArchRule multilineUsesLineAndRegularExpressions = room("source.multiline", "line", "re2j");

    @ArchTest
    static final ArchRule recordUsesMultiline = room("source.record", "line", "source.multiline");

    @ArchTest
    static final ArchRule fileUsesLine = room("source.file", "line", "re2j");

    @ArchTest
    static final ArchRule checkpointUsesFile = room("source.checkpoint", "line", "source.file");

    @ArchTest
    static final ArchRule findUsesFileCheckpointAndMultiline =
            room("source.find", "line", "duty", "source.file", "source.checkpoint", "source.multiline");

    @ArchTest
    static final ArchRule noCirclesBetweenPackages =
            slices().matching("dev.logcast.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pipelineUsesLineQueryAndRegularExpressions = room("pipeline", "line", "query", "re2j");

    @ArchTest
    static final ArchRule formatUsesLine = room("pipeline.format", "line");

    @ArchTest
    static final ArchRule layoutUsesStructuredAndTime =
            room("pipeline.format.layout", "line", "pipeline.format.structured", "pipeline.format.time");

    @ArchTest
    static final ArchRule structuredUsesTime = room("pipeline.format.structured", "line", "pipeline.format.time");

    @ArchTest
    static final ArchRule timeUsesLine = room("pipeline.format.time", "line");

    @ArchTest
    static final ArchRule wireUsesLineQueryAndArchive = room("wire", "line", "query", "archive");

    @ArchTest
    static final ArchRule hubUsesLineQueryDutyArchiveAndWire = room("hub", "line", "query", "duty", "archive", "wire");

    @ArchTest
    static final ArchRule historyUsesLineQueryArchiveAndWhatWritesLines =
            room("history", "line", "query", "archive", "wire");

    @ArchTest
    static final ArchRule archiveUsesLineQueryDutyAndCompression = room("archive", "line", "query", "duty", "zstd");

    @ArchTest
    static final ArchRule blockUsesLineAndQuery = room("archive.local.block", "line", "query");

    @ArchTest
    static final ArchRule onlyAppKnowsWhichArchiveThereIs = noClasses()
            .that()
            .resideOutsideOfPackages("dev.logcast.app..", "dev.logcast.archive.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.logcast.archive.local..");

    @ArchTest
    static final ArchRule ingestUsesLineDutyAndSource = room("ingest", "line", "duty", "source");

    @ArchTest
    static final ArchRule demoUsesLineDutyAndSource = room("demo", "line", "duty", "source");

    @ArchTest
    static final ArchRule containerUsesLineSourceAndJson = room("container", "line", "source", "json");

    @ArchTest
    static final ArchRule journalUsesLineAndDuty = room("journal", "line", "duty");

    @ArchTest
    static final ArchRule peerUsesTheServer = room("peer", "jakarta");

    @ArchTest
    static final ArchRule securityUsesLineQueryPeerAndTheServer = room("security", "line", "query", "peer", "jakarta");

    @ArchTest
    static final ArchRule launchUsesNothingOfTheApplication = room("launch", "jna", "management");

    @ArchTest
    static final ArchRule whatIsLoggedIsPrintable = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ServerLog.class.getName())
            .should()
            .callMethod(System.class, "getLogger", String.class);

    @ArchTest
    static final ArchRule nobodyUsesApp = noClasses()
            .that()
            .resideOutsideOfPackages("dev.logcast.app..", "dev.logcast.wildfly..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.logcast.app..", "dev.logcast.wildfly..");

    private static String packagesOf(String used) {
        return switch (used) {
            case "jakarta" -> "jakarta..";
            case "json" -> "jakarta.json..";
            case "jna" -> "com.sun.jna..";
            case "management" -> "javax.management..";
            case "zstd" -> "com.github.luben.zstd..";
            case "re2j" -> "com.google.re2j..";
            default -> "dev.logcast." + used + "..";
        };
    }

    private static ArchRule room(String room, String... uses) {
        String[] allowed = Stream.concat(
                        Arrays.stream(LANGUAGE),
                        Stream.concat(Stream.of(room), Arrays.stream(uses)).map(ArchitectureTest::packagesOf))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.logcast." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
