package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;

/**
 * Passwords among the arguments of commands, where no name tells them: {@code curl -u user:password}, {@code sshpass -p password},
 * {@code mysql -ppassword}; as a shell is told, or as a list of strings. What is a variable of the shell is no password.
 */
final class Commands {
    static final Detector CURL = new Detector("secret", List.of("curl"), Commands::curl);
    static final Detector SSHPASS = new Detector("secret", List.of("sshpass"), Commands::sshpass);
    static final Detector MYSQL = new Detector("secret", List.of("mysql", "mariadb"), Commands::mysql);

    /** Options of curl that may stand in one word with another, since they have no value. */
    private static final String CURL_FLAGS = "sSkLfvigNqIO#0123456";

    private static final int MOST_ARGUMENTS = 50;

    private Commands() {}

    /** Goes from argument to argument, up to the end of the command. */
    private static final class Arguments {
        private final String text;
        private int left = MOST_ARGUMENTS;
        private int next;
        private boolean ended;
        int from;
        int to;

        Arguments(String text, int nameEnd) {
            this.text = text;
            // The mark that ends the name where it is a string of a list.
            this.next = Quote.at(text, nameEnd).end();
            this.ended = next == text.length() || (!Chars.isBlank(text.charAt(next)) && text.charAt(next) != ',');
        }

        boolean advance() {
            int at = next;
            while (at < text.length() && (Chars.isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
                at++;
            }
            if (ended || at == text.length() || left-- == 0) {
                return false;
            }
            Quote quote = Quote.at(text, at);
            from = quote.end();
            to = quote.none() ? bareEnd(text, from) : quote.close(text, from);
            next = quote.none()
                    ? to
                    : Math.min(text.length(), Quote.at(text, to).end());
            ended = next < text.length() && !Chars.isBlank(text.charAt(next)) && text.charAt(next) != ',';
            return to > from;
        }

        boolean is(String option) {
            return to - from == option.length() && text.startsWith(option, from);
        }

        boolean begins(String prefix) {
            return to - from > prefix.length() && text.startsWith(prefix, from);
        }

        boolean isOption() {
            return text.charAt(from) == '-';
        }
    }

    private static int bareEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) > ' ' && "\"'`;|&<>()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        // A mark of a string within a string, or a list without marks.
        while (at > start && at < text.length() && text.charAt(at - 1) == '\\') {
            at--;
        }
        return at > start && text.charAt(at - 1) == ',' ? at - 1 : at;
    }

    private static boolean isCommand(String text, int start) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        return !Chars.IDENTIFIER.has(before);
    }

    private static long password(String text, int from, int to) {
        boolean variable = to - from > 1 && text.charAt(from) == '$' && !Character.isDigit(text.charAt(from + 1));
        return from >= to || variable || KeyedSecrets.placeholder(text.substring(from, to))
                ? Finder.NOTHING
                : Finder.span(from, to);
    }

    /** The password of {@code user:password}. */
    private static long behindColon(String text, int from, int to) {
        int colon = text.indexOf(':', from);
        return colon < 0 || colon >= to ? Finder.NOTHING : password(text, colon + 1, to);
    }

    private static long curl(String text, int start, int end) {
        if (!isCommand(text, start)) {
            return Finder.NOTHING;
        }
        for (Arguments arguments = new Arguments(text, end); arguments.advance(); ) {
            for (String option : new String[] {"--user=", "--proxy-user=", "-u", "-U"}) {
                if (arguments.begins(option)) {
                    return behindColon(text, arguments.from + option.length(), arguments.to);
                }
            }
            boolean valueFollows = arguments.is("--user")
                    || arguments.is("--proxy-user")
                    || (arguments.isOption() && endsInUser(text, arguments.from + 1, arguments.to - 1));
            if (valueFollows) {
                return arguments.advance() ? behindColon(text, arguments.from, arguments.to) : Finder.NOTHING;
            }
        }
        return Finder.NOTHING;
    }

    /** {@code u} behind none or some options that have no value: {@code -u}, {@code -sSu}. */
    private static boolean endsInUser(String text, int from, int last) {
        for (int i = from; i < last; i++) {
            if (CURL_FLAGS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return last >= from && (text.charAt(last) == 'u' || text.charAt(last) == 'U');
    }

    /** Its own options only: behind them comes another command. */
    private static long sshpass(String text, int start, int end) {
        if (!isCommand(text, start)) {
            return Finder.NOTHING;
        }
        Arguments arguments = new Arguments(text, end);
        while (arguments.advance() && arguments.isOption()) {
            if (arguments.is("-p")) {
                return arguments.advance() ? password(text, arguments.from, arguments.to) : Finder.NOTHING;
            } else if (arguments.begins("-p")) {
                return password(text, arguments.from + 2, arguments.to);
            } else if (arguments.is("-P") && !arguments.advance()) {
                return Finder.NOTHING;
            }
        }
        return Finder.NOTHING;
    }

    /** The password is one word with its option: alone {@code -p} asks for it, and what follows is a database. */
    private static long mysql(String text, int start, int end) {
        int nameEnd = Chars.end(text, end, c -> Chars.isAlphanumeric(c) || c == '-' || c == '_');
        Arguments arguments = new Arguments(text, nameEnd);
        if (!isCommand(text, start) || !arguments.advance() || !arguments.isOption()) {
            return Finder.NOTHING;
        }
        do {
            if (arguments.begins("-p")) {
                return password(text, arguments.from + 2, arguments.to);
            }
        } while (arguments.advance());
        return Finder.NOTHING;
    }
}
