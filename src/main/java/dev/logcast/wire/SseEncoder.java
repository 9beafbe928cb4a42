package dev.logcast.wire;

import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events, as in the WHATWG HTML standard, section 9.2.5. Text travels in one {@code data} field for each of its
 * lines, so that no byte of a log can begin a field or an event of its own.
 */
final class SseEncoder implements FrameEncoder {
    private static final int RETRY_MILLIS = 1000;

    private final CursorWriter cursors;
    private final boolean text;
    private final boolean named;
    private final LineJson json;

    SseEncoder(String epoch, CursorForm form, boolean text, boolean named, boolean ansi) {
        this.cursors = new CursorWriter(epoch, form);
        this.text = text;
        this.named = named;
        this.json = new LineJson(ansi);
    }

    @Override
    public void start(Utf8Buffer to, Cursor at) {
        cursors.write(to.ascii("retry: ").number(RETRY_MILLIS).ascii("\nid: "), at)
                .ascii("\n\n");
    }

    @Override
    public void line(Utf8Buffer to, LogLine line, long sequence) {
        cursors.write(to.ascii("id: "), sequence).put('\n');
        if (named) {
            to.ascii("event: ").utf8(line.id().source().value()).put('\n');
        }
        if (text) {
            data(to, line.styled());
        } else {
            to.ascii("data: ");
            json.open(to, line);
            to.ascii("}\n");
        }
        to.put('\n');
    }

    @Override
    public void gap(Utf8Buffer to, Gap gap) {
        cursors.write(to.ascii("id: "), gap.to()).ascii("\nevent: logcast:gap\ndata: ");
        gap.json(to, cursors);
        to.ascii("\n\n");
    }

    @Override
    public void heartbeat(Utf8Buffer to, @Nullable Cursor at) {
        to.ascii(":\n");
        if (at != null) {
            cursors.write(to.ascii("id: "), at).put('\n');
        }
        to.put('\n');
    }

    @Override
    public void live(Utf8Buffer to) {
        to.ascii("event: logcast:live\ndata: {}\n\n");
    }

    @Override
    public void goodbye(Utf8Buffer to, long retryMillis) {
        to.ascii(": the server is stopping\nretry: ").number(retryMillis).ascii("\n\n");
    }

    /** One {@code data} field for each line of the text; LF, CR and CRLF end a line, as they do for the client's parser. */
    static void data(Utf8Buffer to, String text) {
        int start = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                to.ascii("data: ").utf8(text, start, i).put('\n');
                if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        to.ascii("data: ");
        if (start == 0) {
            to.utf8(text);
        } else {
            to.utf8(text, start, length);
        }
        to.put('\n');
    }
}
