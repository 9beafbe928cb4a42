package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of what programs call their levels. Words in any case; what counts as one where, layouts decide. The words that
 * java.util.logging writes in other languages are among them.
 */
public final class LevelTable {
    /** @param common whether it is an ordinary word, too, which is a level only where a layout leaves no doubt */
    private record Word(String text, Level level, boolean common) {}

    private static final int LONGEST = 13;

    private static final Word[][] BY_LETTER = new Word[26][];
    private static final List<Word> OTHERS = new ArrayList<>();

    static {
        List<List<Word>> sorted = new ArrayList<>();
        for (int i = 0; i < BY_LETTER.length; i++) {
            sorted.add(new ArrayList<>());
        }
        put(sorted, Level.TRACE, false, "TRACE", "TRC", "TRCE", "VERBOSE", "VRB", "FINEST", "FINER");
        put(sorted, Level.TRACE, true, "SILLY");
        put(sorted, Level.DEBUG, false, "DEBUG", "DBG", "DBUG");
        put(sorted, Level.DEBUG, true, "FINE", "CONFIG", "配置", "设定");
        put(sorted, Level.INFO, false, "INFO", "INF", "INFORMATION", "INFORMATIONAL", "NOTICE");
        put(sorted, Level.INFO, true, "NOTE", "SUCCESS", "NOTIFICATION", "INFOS", "INFORMATIONS", "信息", "情報", "信息級");
        put(sorted, Level.WARN, false, "WARN", "WARNING", "WRN");
        put(sorted, Level.WARN, true, "WARNUNG", "AVERTISSEMENT", "ADVERTENCIA", "警告");
        put(sorted, Level.ERROR, false, "ERROR", "ERR", "EROR", "SEVERE");
        put(sorted, Level.ERROR, true, "FAIL", "FEHLER", "SCHWERWIEGEND", "ERREUR", "GRAVE", "错误", "严重", "エラー", "重大");
        put(sorted, Level.FATAL, false, "FATAL", "FTL", "CRITICAL", "CRIT", "EMERG", "EMERGENCY", "DPANIC");
        put(sorted, Level.FATAL, true, "ALERT", "PANIC", "致命", "致命的");
        for (int i = 0; i < BY_LETTER.length; i++) {
            BY_LETTER[i] = sorted.get(i).toArray(Word[]::new);
        }
    }

    private LevelTable() {}

    private static void put(List<List<Word>> sorted, Level level, boolean common, String... words) {
        for (String text : words) {
            char first = text.charAt(0);
            List<Word> bucket = first < 0x80 ? sorted.get(first - 'A') : OTHERS;
            bucket.add(new Word(text, level, common));
        }
    }

    /** The level that this part of a text is the name of, in any case. */
    public static @Nullable Level of(String text, int start, int end) {
        Word word = word(text, start, end);
        return word == null ? null : word.level();
    }

    public static @Nullable Level of(String text) {
        return of(text, 0, text.length());
    }

    /** Like {@link #of}, less the words that are ordinary ones, too. */
    public static @Nullable Level ofUncommon(String text, int start, int end) {
        Word word = word(text, start, end);
        return word == null || word.common() ? null : word.level();
    }

    private static @Nullable Word word(String text, int start, int end) {
        int length = end - start;
        if (length < 2 || length > LONGEST) {
            return null;
        }
        int letter = (text.charAt(start) | 0x20) - 'a';
        if (letter >= 0 && letter < BY_LETTER.length) {
            for (Word word : BY_LETTER[letter]) {
                if (word.text.length() == length && text.regionMatches(true, start, word.text, 0, length)) {
                    return word;
                }
            }
        } else if (text.charAt(start) >= 0x80) {
            for (Word word : OTHERS) {
                if (word.text.length() == length && text.startsWith(word.text, start)) {
                    return word;
                }
            }
        }
        return null;
    }

    /** The level of the letter that some layouts write in its place. */
    public static @Nullable Level ofLetter(char letter) {
        return switch (letter) {
            case 'T', 'V' -> Level.TRACE;
            case 'D' -> Level.DEBUG;
            case 'I', 'N' -> Level.INFO;
            case 'W' -> Level.WARN;
            case 'E' -> Level.ERROR;
            case 'F', 'C', 'A' -> Level.FATAL;
            default -> null;
        };
    }

    /** The level of a syslog severity (RFC 5424, section 6.2.1), 0 to 7. */
    public static Level ofSeverity(int severity) {
        return switch (severity) {
            case 0, 1, 2 -> Level.FATAL;
            case 3 -> Level.ERROR;
            case 4 -> Level.WARN;
            case 5, 6 -> Level.INFO;
            default -> Level.DEBUG;
        };
    }

    /** The level of a status of HTTP. */
    public static Level ofStatus(long status) {
        if (status >= 500) {
            return Level.ERROR;
        }
        return status >= 400 ? Level.WARN : Level.INFO;
    }

    /**
     * The level of a number that one logger or another means the same by: pino and bunyan (10 to 60), Monolog (100 to 600),
     * java.util.logging (700 to 1000), Logback (5000 to 40000). Smaller ones are a matter of {@link NumberScale}.
     */
    static @Nullable Level ofNumber(long number) {
        if (number < 10) {
            return null;
        }
        if (number < 100) {
            return ofTens(number);
        }
        if (number <= 600) {
            return ofHundreds(number);
        }
        if (number <= 1000) {
            return number < 800 ? Level.DEBUG : number < 900 ? Level.INFO : number < 1000 ? Level.WARN : Level.ERROR;
        }
        if (number >= 5000 && number <= 50_000) {
            return number < 10_000
                    ? Level.TRACE
                    : number < 20_000
                            ? Level.DEBUG
                            : number < 30_000 ? Level.INFO : number < 40_000 ? Level.WARN : Level.ERROR;
        }
        return null;
    }

    /**
     * The level of a number that is called a severity: of OpenTelemetry (up to 24), of Google Cloud (100 to 800), otherwise as
     * {@link #ofNumber}. Below 9 it may as well be one of syslog.
     */
    static @Nullable Level ofSeverityNumber(long number) {
        if (number < 9) {
            return null;
        }
        if (number <= 24) {
            return ofTelemetry(number);
        }
        if (number >= 100 && number <= 800) {
            return switch ((int) (number / 100)) {
                case 1 -> Level.DEBUG;
                case 2, 3 -> Level.INFO;
                case 4 -> Level.WARN;
                case 5 -> Level.ERROR;
                default -> Level.FATAL;
            };
        }
        return ofNumber(number);
    }

    private static Level ofTens(long number) {
        return switch ((int) (number / 10)) {
            case 1 -> Level.TRACE;
            case 2 -> Level.DEBUG;
            case 3 -> Level.INFO;
            case 4 -> Level.WARN;
            case 5 -> Level.ERROR;
            default -> Level.FATAL;
        };
    }

    private static Level ofHundreds(long number) {
        return switch ((int) (number / 100)) {
            case 1 -> Level.DEBUG;
            case 2 -> Level.INFO;
            case 3 -> Level.WARN;
            case 4 -> Level.ERROR;
            default -> Level.FATAL;
        };
    }

    /** The level of Python's {@code levelno}, 10 to 50. */
    static @Nullable Level ofPython(long number) {
        return switch ((int) Math.min(number, 60) / 10) {
            case 1 -> Level.DEBUG;
            case 2 -> Level.INFO;
            case 3 -> Level.WARN;
            case 4 -> Level.ERROR;
            case 5 -> Level.FATAL;
            default -> null;
        };
    }

    /** The level of OpenTelemetry's SeverityNumber, 1 to 24. */
    static @Nullable Level ofTelemetry(long number) {
        return switch ((int) Math.min(Math.max(number, 0) + 3, 99) / 4) {
            case 1 -> Level.TRACE;
            case 2 -> Level.DEBUG;
            case 3 -> Level.INFO;
            case 4 -> Level.WARN;
            case 5 -> Level.ERROR;
            case 6 -> Level.FATAL;
            default -> null;
        };
    }
}
