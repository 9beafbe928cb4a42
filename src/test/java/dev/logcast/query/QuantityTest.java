package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "7, NUMBER, 7",
        "-7.5, NUMBER, -7.5",
        "+1e3, NUMBER, 1000",
        "9007199254740993, NUMBER, 9007199254740993",
        "250ms, DURATION, 250000000",
        "1.5s, DURATION, 1500000000",
        "1h30m, DURATION, 5400000000000",
        "1m2.5s, DURATION, 62500000000",
        "12µs, DURATION, 12000",
        "2 min, DURATION, 120000000000",
        "10kB, SIZE, 10000",
        "10 KB, SIZE, 10000",
        "4KiB, SIZE, 4096",
        "1.5GB, SIZE, 1500000000",
        "3B, SIZE, 3"
    })
    void numbersHaveUnits(String text, Quantity.Kind kind, BigDecimal amount) {
        Quantity quantity = Quantity.parse(text);
        assertThat(quantity).isNotNull();
        assertThat(quantity.kind()).isEqualTo(kind);
        assertThat(quantity.amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "ms",
                "7 ",
                "7x",
                "1e999999999",
                "10kB5s",
                "5s10kB",
                "5s7",
                "1.2.3",
                "NaN",
                "0x10",
                "7 7"
            })
    void othersHaveNone(String text) {
        assertThat(Quantity.parse(text)).isNull();
    }

    private static @Nullable Integer compared(Object value, String field, String wanted) {
        Quantity own = Quantity.of(value);
        Quantity quantity = Quantity.parse(wanted);
        assertThat(own).isNotNull();
        assertThat(quantity).isNotNull();
        return quantity.compareToField(own, field);
    }

    @Test
    void plainNumbersAreBytesAndHaveTheUnitThatTheirNameEndsIn() {
        assertThat(compared(10_000L, "size", "10kB")).isZero();
        assertThat(compared(251L, "took_ms", "250ms")).isPositive();
        assertThat(compared(0.2, "requestSeconds", "250ms")).isNegative();
        assertThat(compared(250L, "elapsedMs", "0.25s")).isZero();
        assertThat(compared("0.25s", "took", "250ms")).isZero();
        assertThat(compared(250L, "took", "250ms")).isNull();
        assertThat(compared(250L, "items", "250ms")).isNull();
        assertThat(compared("250ms", "took", "250")).isNull();
        assertThat(compared("250ms", "took", "250B")).isNull();
    }
}
