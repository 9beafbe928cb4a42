package dev.logcast.security;

import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sessions that were ended before their time, kept in a file so that a restart does not bring them back: a line of
 * {@code <token's name> <end of its time> <nonce>} for each, with {@code *} for all of the name that end until then. A token has at most
 * 1000 of its own; one more ends all that there are. Thread-safe.
 */
final class SignedOut {
    private static final System.Logger LOG = ServerLog.of(SignedOut.class);
    private static final int MOST_OF_A_TOKEN = 1000;
    private static final String ALL = "*";
    private static final Pattern LINE = Pattern.compile("([a-z0-9-]+) ([0-9]{1,12}) ([A-Za-z0-9_-]{16}|\\*)");

    private final Path directory;
    private final Path file;
    private final InstantSource clock;

    /** When they would have ended, in seconds since 1970. */
    private final Map<Entry, Long> entries = new HashMap<>();

    private record Entry(String token, String nonce) {}

    SignedOut(Path directory, InstantSource clock) {
        this.directory = directory;
        this.file = directory.resolve("signed-out");
        this.clock = clock;
        try {
            Files.readAllLines(file, StandardCharsets.US_ASCII).forEach(this::read);
        } catch (NoSuchFileException e) {
            // Nobody has signed out yet.
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Sessions that were signed out may be used again: cannot read " + file + ": " + e);
        }
    }

    private void read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            entries.put(new Entry(matcher.group(1), matcher.group(3)), Long.parseLong(matcher.group(2)));
        }
    }

    synchronized boolean contains(String token, String nonce, long end) {
        Long all = entries.get(new Entry(token, ALL));
        return (all != null && end <= all) || entries.containsKey(new Entry(token, nonce));
    }

    /** @param latest when a session that begins now would end */
    synchronized void add(String token, String nonce, long end, long latest) {
        long now = clock.instant().getEpochSecond();
        entries.values().removeIf(until -> until <= now);
        Set<Entry> own = entries.keySet().stream()
                .filter(entry -> entry.token().equals(token))
                .collect(Collectors.toSet());
        if (own.size() >= MOST_OF_A_TOKEN) {
            entries.keySet().removeAll(own);
            entries.put(new Entry(token, ALL), latest);
        } else {
            entries.put(new Entry(token, nonce), end);
        }
        try {
            write();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session of the token " + token + " has ended until the next start only: cannot write " + file
                            + ": " + e);
        }
    }

    private void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.forEach((entry, end) -> lines.append(entry.token())
                .append(' ')
                .append(end)
                .append(' ')
                .append(entry.nonce())
                .append('\n'));
        PrivateFiles.createDirectories(directory);
        PrivateFiles.replace(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
