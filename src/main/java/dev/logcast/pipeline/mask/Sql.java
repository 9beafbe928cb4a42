package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Passwords that SQL tells by their place: values of rows that are put into columns whose names say that they are secret
 * ({@code INSERT INTO users (name, password) VALUES …}), and those of users who are made ({@code IDENTIFIED BY …}).
 */
final class Sql {
    static final Detector VALUES =
            new Detector("secret", List.of("insert into ", "replace into ", "ignore into ", "upsert into "), Sql::find);
    static final Detector IDENTIFIED = new Detector("secret", List.of("identified "), Sql::identified);

    private static final Chars.Kind TABLE = c -> c != '(' && c != ';' && Chars.OF_LINE.has(c);
    private static final Chars.Kind BARE = c -> ",()'\";".indexOf(c) < 0;
    private static final Pattern USERS =
            Pattern.compile("\\b(?:(?:create|alter|to) (?:user|role|\\S+)|grant|database link)\\b");
    private static final int LONGEST_WORD = 64;
    private static final int LONGEST_TABLE = 200;
    private static final int MOST_COLUMNS = 200;

    private Sql() {}

    /** {@code IDENTIFIED BY '…'}, with how it is checked or written between. */
    private static void identified(Text text, int start, int end) {
        int at = end;
        if (!text.startsWith("IDENTIFIED", start) && !ofUser(text, start)) {
            return;
        }
        for (int words = 0; words < 5; words++) {
            Quote open = Quote.at(text, at);
            if (!open.none() && words > 0 && open.mark() != '`') {
                text.hide(open.end(), open.close(text, open.end()));
                return;
            }
            int word = text.end(at, Chars.WORD, LONGEST_WORD);
            boolean quoted = !open.none();
            if (text.says("by ", at) && Quote.at(text, text.skipBlanks(at + 3)).none()) {
                int from = text.skipBlanks(at + 3);
                int to = text.bareEnd(from);
                if (Values.secret(text.substring(from, Math.min(to, from + Values.SEEN)), Use.WEAK)) {
                    text.hide(from, to);
                    return;
                }
            }
            at = text.skipBlanks(quoted ? open.close(text, open.end()) + 1 : word);
        }
    }

    /** Whether a statement is here that makes somebody who may log in. */
    private static boolean ofUser(Text text, int start) {
        String before = text.substring(text.start(start, Chars.OF_LINE, LONGEST_TABLE), start)
                .toLowerCase(Locale.ROOT);
        return USERS.matcher(before).find();
    }

    private static void find(Text text, int start, int end) {
        if (text.walked(start)) {
            return;
        }
        int at = text.end(end, TABLE, LONGEST_TABLE);
        if (text.at(at) != '(') {
            return;
        }
        List<Use> columns = new ArrayList<>();
        at++;
        while (columns.size() < MOST_COLUMNS && text.at(at) != ')') {
            int to = text.end(at, BARE, SecretNames.LONGEST);
            Quote open = Quote.at(text, to);
            if (!open.none()) {
                at = open.end();
                to = open.close(text, at);
            }
            columns.add(SecretNames.use(text.substring(at, Math.min(to, at + SecretNames.LONGEST)), false));
            at = text.end(to, c -> c == '"' || c == '\'' || c == '\\' || c == ' ', 8);
            if (text.at(at) != ',') {
                break;
            }
            at++;
        }
        at = text.skipSpace(text.at(at) == ')' ? at + 1 : text.length());
        if (text.says("values", at)) {
            at = text.skipSpace(at + 6);
            while (text.at(at) == '(') {
                at = text.end(row(text, at + 1, columns), c -> c <= ' ' || c == ',');
            }
            text.walked(start, at);
        }
    }

    /** @return behind the row */
    private static int row(Text text, int start, List<Use> columns) {
        int at = start;
        for (int column = 0; at < text.length(); column++) {
            at = text.skipSpace(at);
            int bare = text.end(at, BARE);
            Quote open = Quote.at(text, bare);
            int from = open.none() ? at : open.end();
            int to = open.none() ? bare : open.close(text, from);
            Use use = column < columns.size() ? columns.get(column) : Use.NONE;
            String value = text.substring(from, Math.min(to, from + Values.SEEN));
            if (use != Use.NONE && Values.secret(value.strip(), use)) {
                text.hide(from, to);
            }
            at = text.skipSpace(
                    open.none()
                            ? to
                            : Math.min(text.length(), Quote.at(text, to).end()));
            if (text.at(at) != ',') {
                return Math.min(text.length(), at + 1);
            }
            at++;
        }
        return at;
    }
}
