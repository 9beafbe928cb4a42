package dev.logcast.pipeline.mask;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which people, tables and settings say what a secret is where no sign stands directly behind its name: {@code password for
 * bob: …}, {@code the password is …}, {@code password set to …}, {@code with password …}, {@code password<TAB>…}. The less they say, the
 * more what is said has to look like a secret.
 */
final class Sentences {
    private static final int LONGEST = 200;
    private static final int LONGEST_BEFORE = 64;

    /** Whose it is, or of what. */
    private static final String OWNER =
            "(?:for|of|from|to|on|in|at|für|fuer|von|vom|des|der|zu|zum|zur|auf|pour|de|du|del|della|di|do|da|dos|das"
                    + "|para|per|por|voor|van|för|till|til|av|af|dla|do|od|pro|za|na|для|от|к|на|käyttäjälle|lui|al|của|untuk|için)"
                    + " (?:[\\p{L}\\p{N}_.@'\"`%*-]+ ){0,2}[\\p{L}\\p{N}_.@'\"`%*\\\\-]+ ?";

    private static final String IS =
            "(?:is|was|ist|war|lautet|est|es|è|é|jest|är|er|będzie|wynosi|je|este|lyder|adalah|là)(?: now| set to)?";

    private static final Pattern OWNED =
            Pattern.compile("(?iU) (?:(?:is |was |has been |)(?:generated|created|assigned|set|reset) )?" + OWNER
                    + "(?:\\([^()]{0,80}\\) ?)?(?:[:=：]|(?<= )" + IS + "(?=[ :])) ?:? ?");
    private static final Pattern SAID = Pattern.compile(
            "(?iU) ?[)\\]]?(?: " + IS
                    + "| (?:is |was |has been |have been |)(?:re)?(?:set|changed|updated) to| (?:with )?value|은|는)(?: ?[:=])? ?");
    private static final Pattern CHANGED =
            Pattern.compile("(?i) (?:" + OWNER + ")?(?:was |has been )?(?:changed|updated) from (\\S+) to (\\S+)");
    private static final Pattern TO = Pattern.compile("(?iU) (?:" + OWNER + ")?(?<= )to ");
    private static final Pattern CELL = Pattern.compile("(?:\\t+| {2,}| ?[|│┃] ?| ?[→⇒] ?) *");
    private static final Pattern WHICH = Pattern.compile("(?U) ?\\([^()]{1,40}\\) ?[:=：] ?");
    private static final Pattern WORDS = Pattern.compile("(?U)(?: [\\p{L}\\p{N}_.@-]+){1,3} ?[:=：] ?");
    private static final Pattern DASH = Pattern.compile(" [-–—] ");
    private static final Pattern TOLD = Pattern.compile(
            "(?i).*(?:with|using|trying|tried|entered|guessed|temporary|temp|initial|generated|random|default|root|admin|plain-?text|chap|login|user \\S+|sets?|set (?:\\S+ )+|setting \\S*|property) ['\"`]?(?:\\S+\\.)?");

    private final Text text;
    private final int nameStart;
    private final int nameEnd;

    /** @param nameEnd behind the name, and the quotation mark that closes it */
    Sentences(Text text, int nameStart, int nameEnd) {
        this.text = text;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
    }

    /** Where a verb is in a name that ends here, since there are no blanks in Chinese: {@code 密码为…}; -1 where there is none. */
    static int verb(Text text, int from, int nameEnd) {
        boolean verb = from < nameEnd && "为為是は".indexOf(text.charAt(from)) >= 0;
        return verb && Chars.isAlphanumeric(text.at(from + 1)) ? from : -1;
    }

    /**
     * Hides what is said behind a name.
     *
     * @param key whether it is a key or a token rather than a password
     * @return whether there is something
     */
    boolean hide(boolean key) {
        String behind = text.substring(nameEnd, Math.min(text.lineEnd(nameEnd), nameEnd + LONGEST));
        if (!promising(behind)) {
            return false;
        }
        Predicate<String> least = key ? value -> Values.odd(value) || Values.uuid(value) : Values::mixed;
        Matcher changed = CHANGED.matcher(behind);
        if (changed.lookingAt()) {
            boolean old = hide(nameEnd + changed.start(1), least);
            return hide(nameEnd + changed.start(2), least) || old;
        }
        for (Pattern pattern : new Pattern[] {OWNED, SAID, DASH, WHICH}) {
            Matcher matcher = pattern.matcher(behind);
            if (matcher.lookingAt() && hide(nameEnd + matcher.end(), least)) {
                return true;
            }
        }
        Matcher words = WORDS.matcher(behind);
        if (words.lookingAt() && hide(nameEnd + words.end(), value -> Values.odd(value) && value.indexOf(':') < 0)) {
            return true;
        }
        Matcher to = TO.matcher(behind);
        if (to.lookingAt() && set()) {
            return hide(nameEnd + to.end(), least);
        }
        Matcher cell = CELL.matcher(behind);
        if (cell.lookingAt() && isCell(nameEnd + cell.end()) && hide(nameEnd + cell.end(), least)) {
            return true;
        }
        int next = text.skipBlanks(nameEnd);
        return next > nameEnd
                && hide(
                        next,
                        key || isAlone(next) || told() ? least : value -> Values.odd(value) || Values.uuid(value));
    }

    /** Whether a word is there that is as long as a secret, and more than letters or digits alone. */
    private static boolean promising(String words) {
        int length = 0;
        boolean letter = false;
        boolean other = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            length = c > ' ' ? length + 1 : 0;
            letter = length > 0 && (letter || Character.isLetter(c));
            other = length > 0 && (other || Chars.DIGIT.has(c) || Values.SIGNS.indexOf(c) >= 0);
            if (length >= Values.LEAST && letter && other) {
                return true;
            }
        }
        return false;
    }

    private boolean set() {
        String before = text.substring(Math.max(0, nameStart - LONGEST_BEFORE), nameStart);
        return before.matches(
                "(?is).*\\b(?:set|setting|sets|change[sd]?|changing|updat(?:e|ed|ing)|reset|resetting) ['\"`]?(?:\\S+\\.)?");
    }

    /** Whether the words before it say that it follows. */
    boolean told() {
        String before = text.substring(Math.max(0, nameStart - LONGEST_BEFORE), nameStart);
        return TOLD.matcher(before.substring(before.lastIndexOf('\n') + 1)).matches();
    }

    /** Whether a word that begins here fills a cell of a table. */
    private boolean isCell(int from) {
        int to = end(from);
        char c = text.at(to);
        return Chars.endsLine(c)
                || c == '\t'
                || text.startsWith("  ", to)
                || "|│┃".indexOf(text.at(text.skipBlanks(to))) >= 0
                || Chars.endsLine(text.at(text.skipBlanks(to)));
    }

    /** Whether nothing stands in the line but the name and a word. */
    private boolean isAlone(int from) {
        int line = text.start(nameStart, Chars.BLANK, LONGEST_BEFORE);
        boolean first = Chars.endsLine(text.at(line - 1)) || text.startsWith(": ", line - 1);
        return first && Chars.endsLine(text.at(text.skipBlanks(end(from))));
    }

    private int end(int from) {
        Quote open = Quote.at(text, from);
        int to = open.none() ? text.bareEnd(from) : open.close(text, open.end());
        return open.none() ? to : Math.max(to, Quote.at(text, to).end());
    }

    /** Hides what stands there, if it looks like a secret. */
    void hideAt(int from) {
        hide(from, Values::mixed);
    }

    private boolean hide(int from, Predicate<String> least) {
        Quote open = Quote.at(text, from);
        int to = open.none() ? text.bareEnd(from) : open.close(text, open.end());
        String value = text.substring(open.end(), Math.min(to, open.end() + Values.SEEN));
        boolean secret = !value.isEmpty()
                && least.test(value)
                && Values.secret(value, SecretNames.Use.WEAK)
                && !Values.label(value)
                && text.at(to) != '=';
        if (secret) {
            text.hide(open.end(), to);
        }
        return secret;
    }
}
