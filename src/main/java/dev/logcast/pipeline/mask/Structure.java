package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A list or map under the name of a secret, as JSON, Python, Ruby, Java or Go write it: what is in it is secret, but for what has a name
 * that says otherwise ({@code "Secret":{"name":"registry"}}), and all within that.
 */
final class Structure {
    private static final Chars.Kind BARE = c -> c > ' ' && ",:={}[]\"'`\\".indexOf(c) < 0;
    private static final Chars.Kind LETTER = Ascii::isLetter;
    private static final int MOST_NESTED = 1000;

    private final Text text;
    private final boolean cookies;

    /** Where the string ends that it stands in. */
    private final int limit;

    private int at;
    private Use use;
    private boolean ended;

    /** Backslashes before the quotes within. */
    private int level;

    private final Deque<Use> outer = new ArrayDeque<>();

    private Structure(Text text, int at, Use use) {
        this.text = text;
        this.at = at;
        this.use = use;
        this.cookies = use == Use.SESSION;
        this.limit = text.literals().around(at);
    }

    /** @param at where its bracket is */
    static void hide(Text text, int at, Use use) {
        if (!text.walked(at)) {
            Structure structure = new Structure(text, at, use);
            structure.walk();
            text.walked(at, structure.at);
        }
    }

    private void walk() {
        Use next = use;
        do {
            at = text.skipSpace(at);
            char c = text.at(at);
            if (at >= limit) {
                return;
            } else if (c == '{' || c == '[') {
                outer.push(use);
                use = next;
                at++;
            } else if (c == '}' || c == ']') {
                use = outer.pop();
                next = use;
                at++;
            } else if (c == ',') {
                next = use;
                at++;
            } else if (c == ':' || c == '=') {
                at += text.at(at + 1) == '>' ? 2 : 1;
            } else {
                next = leaf(next);
            }
        } while (!ended && !outer.isEmpty() && outer.size() < MOST_NESTED);
    }

    /** A name, of which comes what stands behind it, or a value. */
    private Use leaf(Use next) {
        Quote quote = Quote.at(text, at);
        int from = quote.end();
        int to = quote.none() ? Math.max(from + 1, text.end(from, BARE)) : quote.close(text, from);
        int end = quote.none() ? to : Math.max(to, Quote.at(text, to).end());
        at = Math.min(text.length(), Math.max(end, at + 1));
        if (quote.none() && !Quote.at(text, to).none()) {
            if (to - from > 2 || !text.isAll(from, to, LETTER)) {
                // The string ends that it stands in.
                ended = true;
            } else {
                return next;
            }
        } else if (!quote.none() && quote.backslashes() < level) {
            ended = true;
            return next;
        }
        level = quote.none() ? level : quote.backslashes();
        int behind = text.skipBlanks(at);
        if (text.at(behind) == ':' || text.at(behind) == '=') {
            return named(text.substring(from, Math.min(to, from + SecretNames.LONGEST)));
        }
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        if (next != Use.NONE && secret(value, next, !quote.none())) {
            text.hide(from, to);
        }
        return use;
    }

    private Use named(String name) {
        Use own = SecretNames.use(name, false);
        return SecretNames.beside(name) ? Use.NONE : own != Use.NONE ? own : use;
    }

    private boolean secret(String value, Use under, boolean quoted) {
        if (cookies) {
            return quoted || Values.looksSecret(value);
        }
        Use as = under == Use.MANY && quoted ? Use.STRONG : under;
        return Values.secret(value, as) && !Remarks.sentence(value);
    }
}
