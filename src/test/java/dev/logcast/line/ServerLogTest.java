package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerLogTest {
    private static final String FORGED = "a.log\n2026-07-01 SEVERE all is lost\r\u001b[2J\u0085\u2028\u202e";
    private static final String TOLD = "a.log\\n2026-07-01 SEVERE all is lost\\r\\u001b[2J\\u0085\\u2028\\u202e";

    private final Logger logger = Logger.getLogger("dev.logcast.line.ServerLogTest");
    private final System.Logger log = ServerLog.of(ServerLogTest.class);
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private String said() {
        LogRecord last = records.get(records.size() - 1);
        return last.getParameters() == null
                ? last.getMessage()
                : MessageFormat.format(last.getMessage(), last.getParameters());
    }

    @Test
    void namesDoNotBreakLines() {
        log.log(System.Logger.Level.WARNING, "Cannot read {0}.", Path.of(FORGED));
        assertThat(said()).isEqualTo("Cannot read " + TOLD + '.');

        log.log(System.Logger.Level.WARNING, FORGED);
        assertThat(said()).isEqualTo(TOLD);
    }

    @Test
    void exceptionsDoNotBreakLinesEither() {
        Throwable thrown = new IllegalStateException(FORGED, new NoSuchFileException(FORGED));
        log.log(System.Logger.Level.ERROR, FORGED, thrown);

        assertThat(said()).isEqualTo(TOLD);
        Throwable told = records.get(0).getThrown();
        assertThat(told).hasToString("java.lang.IllegalStateException: " + TOLD);
        assertThat(told.getCause()).hasToString("java.nio.file.NoSuchFileException: " + TOLD);
        assertThat(told.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void numbersAndPlainNamesStayAsTheyAre() {
        log.log(System.Logger.Level.WARNING, "{0} files of {1}, {2}", 1234, "é🚀", null);
        assertThat(said()).isEqualTo(MessageFormat.format("{0} files of {1}, {2}", 1234, "é🚀", null));

        log.log(System.Logger.Level.WARNING, "it''s {0}", new IOException());
        assertThat(records.get(1).getThrown()).isInstanceOf(Throwable.class);
    }
}
