package dev.logcast.demo;

import dev.logcast.line.SourceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A model that learns what customers buy together: its loss falls, and begins anew with the next run. */
final class Training implements Story {
    static final SourceId SOURCE = new SourceId(Demo.GROUP + "/training");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int STEPS = 600;
    private static final int STEPS_PER_EPOCH = 60;
    private static final int BEAT_MILLIS = 900;

    private final Writings writings;
    private Instant next;
    private int step;
    private int run = 17;

    Training(Writings writings, Instant begin) {
        this.writings = writings;
        this.next = begin;
    }

    @Override
    public void tell(Instant now) {
        while (!next.isAfter(now)) {
            step++;
            // Falls as such curves do, with a ripple.
            double loss = 0.21 + 4.1 / Math.pow(1 + step / 14.0, 0.8) + 0.035 * Math.sin(step * 1.7);
            write(
                    "INFO",
                    String.format(
                            Locale.ROOT,
                            "msg=step run=%d epoch=%d step=%d loss=%.4f lr=%.6f examples_per_s=%d",
                            run,
                            1 + (step - 1) / STEPS_PER_EPOCH,
                            step,
                            loss,
                            0.001 * Math.pow(0.5, step / 150.0),
                            1_810 + step * 7 % 90));
            if (step % STEPS_PER_EPOCH == 0) {
                write(
                        "INFO",
                        String.format(
                                Locale.ROOT,
                                "msg=\"epoch done\" run=%d epoch=%d val_loss=%.4f checkpoint=run-%d/epoch-%d.pt",
                                run,
                                step / STEPS_PER_EPOCH,
                                loss * 1.06,
                                run,
                                step / STEPS_PER_EPOCH));
            }
            if (step == STEPS) {
                step = 0;
                run++;
            }
            next = next.plusMillis(BEAT_MILLIS);
        }
    }

    private void write(String level, String rest) {
        writings.add(next, SOURCE, "time=" + TIME.format(next) + " level=" + level + ' ' + rest);
    }
}
