package dev.logcast.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The port where the server listens. */
record Port(InetAddress address, int number) {
    private static final int PATIENCE_MILLIS = 2000;
    private static final Pattern LAGGING = Pattern.compile("\"lag\":[1-9]");

    enum Holder {
        NOBODY,
        LOGCAST,
        ANOTHER
    }

    /** @throws Refusal if nobody could listen there */
    Holder holder() throws Refusal {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, number));
            return Holder.NOBODY;
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.contains("in use")) {
                throw new Refusal(
                        "cannot listen on port " + number + " of " + address.getHostAddress() + ": " + reason);
            }
            return isLogcast() ? Holder.LOGCAST : Holder.ANOTHER;
        } catch (IOException e) {
            throw new Refusal("cannot listen on port " + number + ": " + e.getMessage());
        }
    }

    /** In words why it cannot be had. */
    String refusal(Holder holder) {
        return "port " + number + " is taken" + (holder == Holder.LOGCAST ? " by another Logcast" : "")
                + "; choose another one with --port";
    }

    /** Whether a Logcast answers, ready or not. */
    boolean isLogcast() {
        return get("/health").contains("\"logcast-");
    }

    /** Returns when all that was pushed to a source has been sent to those who watch, or when that cannot be known. */
    void awaitRead(String source) throws InterruptedException {
        while (LAGGING.matcher(get("/api/sources/" + source)).find()) {
            Thread.sleep(50);
        }
    }

    private String get(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            InputStream body =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
            try (body) {
                return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** For people and programs at this machine. */
    URI uri(String path) {
        String host =
                address.isAnyLocalAddress() || address.isLoopbackAddress() ? "localhost" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + number + path);
    }
}
