package dev.logcast.source.multiline;

/** The head that MySQL and MariaDB write above a statement that was slow. */
final class SlowLog {
    private SlowLog() {}

    static boolean isTime(String line) {
        return line.startsWith("# Time: ");
    }

    /** Two statements of the same second share a time: the second one begins with who sent it. */
    static boolean isUser(String line) {
        return line.startsWith("# User@Host: ");
    }
}
