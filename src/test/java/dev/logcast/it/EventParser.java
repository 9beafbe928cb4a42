package dev.logcast.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * What EventSource makes of a chunked HTTP/1.1 response, byte by byte (WHATWG HTML, section 9.2.6): an event has come, and its
 * id counts, with the blank line behind it.
 */
final class EventParser {
    private enum Part {
        HEAD,
        SIZE,
        CHUNK,
        CHUNK_END
    }

    private final BiConsumer<String, String> received;
    private final ByteArrayOutputStream framing = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private Part part = Part.HEAD;
    private int left;
    private boolean status;
    private String name = "";
    private String id;
    private String lastId;
    private boolean inside;

    /**
     * @param lastId of the connection before; empty if there was none
     * @param received takes name and data of each event that has data
     */
    EventParser(String lastId, BiConsumer<String, String> received) {
        this.id = lastId;
        this.lastId = lastId;
        this.received = received;
    }

    void parse(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            switch (part) {
                case HEAD -> head(b);
                case SIZE -> {
                    if (ends(framing, b)) {
                        left = Integer.parseInt(take(framing), 16);
                        part = Part.CHUNK;
                    }
                }
                case CHUNK -> {
                    body(b);
                    part = --left == 0 ? Part.CHUNK_END : Part.CHUNK;
                }
                case CHUNK_END -> {
                    if (ends(framing, b)) {
                        take(framing);
                        part = Part.SIZE;
                    }
                }
            }
        }
    }

    String lastId() {
        return lastId;
    }

    boolean inHead() {
        return part == Part.HEAD;
    }

    boolean inEvent() {
        return inside;
    }

    private void head(byte b) {
        if (!ends(framing, b)) {
            return;
        }
        String header = take(framing);
        if (!status && !header.startsWith("HTTP/1.1 200")) {
            throw new AssertionError(header);
        }
        status = true;
        part = header.isEmpty() ? Part.SIZE : Part.HEAD;
    }

    private void body(byte b) {
        inside = true;
        if (!ends(line, b)) {
            return;
        }
        String field = take(line);
        if (field.isEmpty()) {
            dispatch();
        } else if (field.startsWith("id: ")) {
            id = field.substring("id: ".length());
        } else if (field.startsWith("event: ")) {
            name = field.substring("event: ".length());
        } else if (field.startsWith("data: ")) {
            data.append(field, "data: ".length(), field.length()).append('\n');
        }
    }

    private void dispatch() {
        inside = false;
        lastId = id;
        if (data.length() > 0) {
            received.accept(name, data.toString());
        }
        name = "";
        data.setLength(0);
    }

    private static boolean ends(ByteArrayOutputStream line, byte b) {
        if (b != '\n' && b != '\r') {
            line.write(b);
        }
        return b == '\n';
    }

    private static String take(ByteArrayOutputStream line) {
        String taken = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return taken;
    }
}
