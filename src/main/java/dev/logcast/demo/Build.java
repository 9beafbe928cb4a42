package dev.logcast.demo;

import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The shop's build, again and again; every third one fails in a test. */
final class Build implements Story {
    static final SourceId SOURCE = new SourceId(Demo.GROUP + "/build");

    private static final String[] SUITES = {
        "CartTest", "PriceTest", "OrderServiceTest", "OrderControllerTest", "PaymentClientTest", "StockTest", "TaxTest"
    };

    private final Writings writings;
    private final RandomGenerator random;
    private Instant next;
    private int number;

    Build(Writings writings, RandomGenerator random, Instant begin) {
        this.writings = writings;
        this.random = random;
        this.next = begin.plusSeconds(5);
    }

    @Override
    public void tell(Instant now) {
        while (!next.isAfter(now)) {
            Instant at = next;
            for (String line : lines(number++ % 3 == 1)) {
                writings.add(at, SOURCE, line);
                at = at.plusMillis(150 + random.nextInt(line.contains("Tests run") ? 2_600 : 700));
            }
            next = at.plusSeconds(20);
        }
    }

    private List<String> lines(boolean fails) {
        List<String> lines = new ArrayList<>(List.of(
                "[INFO] Scanning for projects...",
                "[INFO] ----------------------< dev.example.shop:orders >----------------------",
                "[INFO] Building orders 1.4." + number,
                "[INFO] --- resources:3.3.1:resources (default-resources) @ orders ---",
                "[INFO] --- compiler:3.14.0:compile (default-compile) @ orders ---",
                "[INFO] Compiling 214 source files with javac [debug release 17] to target/classes",
                "[WARNING] src/main/java/dev/example/shop/orders/LegacyTax.java: uses or overrides a deprecated API.",
                "[INFO] --- surefire:3.5.2:test (default-test) @ orders ---"));
        int tests = 0;
        for (String suite : SUITES) {
            int run = 4 + random.nextInt(30);
            tests += run;
            boolean failed = fails && suite.equals("PaymentClientTest");
            lines.add((failed ? "[ERROR] " : "[INFO] ") + "Tests run: " + run + ", Failures: " + (failed ? 1 : 0)
                    + ", Errors: 0, Skipped: 0, Time elapsed: "
                    + String.format(Locale.ROOT, "%.3f", random.nextDouble(2.4)) + " s"
                    + (failed ? " <<< FAILURE!" : "")
                    + " -- in dev.example.shop.orders." + suite);
            if (failed) {
                lines.add("[ERROR] PaymentClientTest.chargeIsTriedAgain:88 expected: <3> but was: <1>");
            }
        }
        lines.add((fails ? "[ERROR] " : "[INFO] ") + "Tests run: " + tests + ", Failures: " + (fails ? 1 : 0)
                + ", Errors: 0, Skipped: 0");
        lines.add(fails ? "[ERROR] BUILD FAILURE" : "[INFO] BUILD SUCCESS");
        lines.add("[INFO] Total time:  " + (9 + random.nextInt(8)) + '.' + random.nextInt(1000) + " s");
        return lines;
    }
}
