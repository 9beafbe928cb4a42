package dev.logcast.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard input on its way to standard output, from the first byte on and whatever becomes of the server: a build must not die of
 * its log. What is read is kept until it can be sent to a Logcast. Whoever ceases to read the output does not stop it either.
 */
final class StandardInput {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final @Nullable Spool spool;
    private final Thread passing = new Thread(this::pass, "standard input");
    private volatile boolean sending = true;

    private StandardInput(InputStream in, OutputStream out, @Nullable Spool spool) {
        this.in = in;
        this.out = out;
        this.spool = spool;
        passing.setDaemon(true);
    }

    static StandardInput begin(InputStream in, OutputStream out) {
        Spool spool = null;
        try {
            spool = Spool.open();
        } catch (IOException e) {
            Console.say("standard input cannot be sent on, there is no temporary file: " + e.getMessage());
        }
        StandardInput input = new StandardInput(in, out, spool);
        input.passing.start();
        return input;
    }

    /** Keeps nothing any more; returns when all has been passed through. */
    void passThrough() throws InterruptedException {
        sending = false;
        passing.join();
    }

    /**
     * Sends what has been read and what is going to be, and returns at its end, once it is stored. If that fails, it is said, and
     * the rest is only passed through.
     *
     * @param secret of a token, where one is needed
     */
    void send(URI ingest, Optional<String> secret) throws InterruptedException {
        Spool from = spool;
        if (from != null) {
            try {
                send(from, ingest, secret);
            } catch (IOException e) {
                Console.say("standard input is not sent to " + ingest + " any more: " + e.getMessage());
            }
        }
        passThrough();
    }

    private static void send(Spool from, URI ingest, Optional<String> secret) throws IOException, InterruptedException {
        HttpURLConnection connection = (HttpURLConnection) ingest.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(BUFFER_BYTES);
        connection.setRequestProperty("Content-Type", "text/plain;charset=UTF-8");
        secret.ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
        try (OutputStream body = connection.getOutputStream()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = from.read(buffer, 0, buffer.length);
                    count > 0;
                    count = from.read(buffer, 0, buffer.length)) {
                body.write(buffer, 0, count);
                body.flush();
            }
        }
        if (connection.getResponseCode() >= 400) {
            throw new IOException(refusal(connection));
        }
        connection.getInputStream().close();
    }

    private static String refusal(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return "status " + connection.getResponseCode() + ' ' + text;
        }
    }

    private void pass() {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean read = true;
        try {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                read = read && passed(buffer, count);
                keep(buffer, count);
            }
        } catch (IOException e) {
            Console.say("standard input cannot be read any more: " + e.getMessage());
        }
        if (spool != null) {
            spool.end();
        }
    }

    private boolean passed(byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            out.flush();
            return true;
        } catch (IOException e) {
            // Nobody reads standard output any more; whoever writes to standard input need not know.
            return false;
        }
    }

    private void keep(byte[] buffer, int count) {
        if (spool == null || !sending) {
            return;
        }
        try {
            spool.write(buffer, count);
        } catch (IOException e) {
            sending = false;
            Console.say("standard input is not sent on any more: " + e.getMessage());
            spool.end();
        }
    }
}
