package dev.logcast.app;

import java.util.List;

/** Settings that Logcast cannot start with; the message has a line for each mistake. */
public final class InvalidSettingsException extends Exception {
    InvalidSettingsException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
