package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Single;
import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Passwords among the arguments of commands, where no name tells them: {@code curl -u user:password}, {@code sshpass -p password},
 * {@code mysql -ppassword}; as a shell is told, or as a list of strings. What is a variable of the shell is no password.
 */
final class Commands {
    static final List<Detector> ALL = new ArrayList<>();

    /** Options of curl that may stand in one word with another, since they have no value. */
    private static final String CURL_FLAGS = "sSkLfvigNqIO#0123456";

    private static final int MOST_ARGUMENTS = 50;
    private static final int LONGEST = 4000;
    private static final Chars.Kind COMMAND = c -> Chars.isAlphanumeric(c) || c == '-' || c == '_';
    private static final Chars.Kind SEPARATOR = c -> Chars.isBlank(c) || c == ',';
    private static final Chars.Kind BARE = c -> c > ' ' && "\"'`;|&<>()".indexOf(c) < 0;

    private static final Chars.Kind NO_AT = c -> c != '@';

    /** How commands are told that a password comes on their standard input. */
    private static final List<String> ASKS = List.of(
            "--password-stdin",
            "--pass-stdin",
            "--token-stdin",
            "passwd",
            "sudo -S",
            "--with-token",
            "--passphrase-fd 0",
            "pass:stdin",
            "-pass stdin",
            "cryptsetup",
            "kinit",
            "auth login");

    /** What of an argument is the password. */
    private enum Form {
        ALL,
        BEHIND_COLON,
        BEHIND_PERCENT,
        BEHIND_COMMA,
        BEHIND_EQUALS
    }

    /**
     * An option whose value is a password.
     *
     * @param joined whether the value may be the rest of the same word
     * @param apart whether it may be the next word
     */
    private record Option(String text, boolean joined, boolean apart, Form form) {}

    static {
        command(Commands::curl, "curl");
        options("-a! --auth!", "http ", "https ");
        command(Commands::sshpass, "sshpass");
        options("^ -p+", "mysql", "mariadb");
        options("-a --pass", "redis-cli", "valkey-cli", "keydb-cli");
        options("-P --pw", "mosquitto_pub", "mosquitto_sub", "mosquitto_rr");
        options("-w -y -s", "ldapsearch", "ldapadd", "ldapmodify", "ldapwhoami", "ldapdelete", "ldappasswd");
        options("-p +login", "docker", "podman", "nerdctl", "buildah", "skopeo", "helm", "az ", "oc ", "crane", "oras");
        options("-k -K", "openssl");
        options("-p+ -hp+", "7z", "7za", "rar ", "unrar");
        options("-P+ -P", "zip ", "unzip");
        options("-P -P+", "sqlcmd", "bcp ", "osql", "isql", "ipmitool");
        options("^ -p -p+", "mongo", "rdesktop", "vncviewer");
        options("-p", "psexec", "winexe", "cqlsh", "ncftpput", "ncftpget");
        options("-pw", "plink", "pscp", "psftp", "putty");
        options("-U% --user%", "smbclient", "rpcclient", "smbget", "mount.cifs");
        options("/p:+ /rp /pass:+ /password:+ /pwd:+", "xfreerdp", "schtasks", "cmdkey", "wmic", "mstsc");
        options("--user!", "etcdctl");
        options("--proxy-auth!", "ncat", "nmap");
        options("-A -X -c", "snmpget", "snmpwalk", "snmpset", "snmpbulk", "snmptable");
        options("--value", "keyvault secret set", "put-parameter");
        options("password wifi-sec.psk 802-11-wireless-security.psk psk", "nmcli", "wpa_cli");
        options("-u, --user,", "lftp");
        options("-b~ --cookie~", "curl");
        options("s:+", "iwconfig");
        options("-N -P", "ssh-keygen");
        options("-p", "useradd", "usermod");
        options(
                "-p",
                "twine",
                "altool",
                "notarytool",
                "unlock-keychain",
                "set-keychain-settings",
                "create-keychain",
                "nxc ",
                "crackmapexec");
        options("/p", "signtool");
        options("-t", "codecov", "doctl auth init", "cloudflared");
        options("-A! -a!", "ab ", "hey ", "wrk ", "aria2c");
        command(Commands::htpasswd, "htpasswd");
        command(Commands::netUse, "net use", "net user");
        command(Commands::sqlplus, "sqlplus", "rman ", "impdp", "expdp", "sqlldr");
        command(
                Commands::first,
                "vault login",
                "vault unwrap",
                "vault operator unseal",
                "cargo login",
                "wandb login",
                "snyk auth",
                "ngrok authtoken",
                "add-authtoken",
                "cloudflared service install",
                "rclone obscure",
                "convertto-securestring",
                "railway login");
        command(
                Commands::second,
                "rabbitmqctl add_user",
                "rabbitmqctl change_password",
                "rabbitmqctl authenticate_user",
                "wpa_passphrase");
        command(Commands::second, "auth-user-pass", "ftp login", "quote login");
        command(Commands::behindAddress, "mc alias set", "mc config host add", "mcli alias set");
        command(Commands::last, "nickserv identify", "nickserv :identify");
        command(Commands::echoed, "echo ", "printf ");
        command(Commands::here, "<<<");
        options("pass", "rclone config create", "rclone config update");
        ALL.add(new Detector("secret", List.of("--from-literal"), Commands::fromLiteral));
    }

    private Commands() {}

    private static void command(Single single, String... names) {
        ALL.add(Detector.of("secret", List.of(names), single));
    }

    private static void options(String options, String... names) {
        List<Option> all = new ArrayList<>();
        boolean login = options.contains("+login");
        boolean first = options.startsWith("^");
        for (String option : options.split(" ", -1)) {
            if (option.equals("+login") || option.equals("^")) {
                continue;
            }
            char last = option.charAt(option.length() - 1);
            String name = "+!%,~".indexOf(last) < 0 ? option : option.substring(0, option.length() - 1);
            Form form =
                    switch (last) {
                        case '!' -> Form.BEHIND_COLON;
                        case '%' -> Form.BEHIND_PERCENT;
                        case ',' -> Form.BEHIND_COMMA;
                        case '~' -> Form.BEHIND_EQUALS;
                        default -> Form.ALL;
                    };
            all.add(new Option(name, last == '+', last != '+', form));
        }
        ALL.add(new Detector(
                "secret", List.of(names), (text, start, end) -> option(text, start, end, all, login, first)));
    }

    /** Goes from argument to argument, up to the end of the command. */
    private static final class Arguments {
        private final Text text;
        private final int last;
        private int left = MOST_ARGUMENTS;
        private int next;
        private boolean ended;
        boolean quoted;
        int from;
        int to;

        Arguments(Text text, int nameEnd) {
            this.text = text;
            this.last = nameEnd + LONGEST;
            // The mark that ends the name where it is a string of a list.
            this.next = Quote.at(text, nameEnd).end();
            this.ended = next >= text.length() || !SEPARATOR.has(text.charAt(next));
        }

        boolean advance() {
            int at = text.end(next, SEPARATOR);
            if (ended || at >= text.length() || at > last || left-- == 0) {
                return false;
            }
            Quote quote = Quote.at(text, at);
            quoted = !quote.none();
            from = quote.end();
            to = quote.none() ? bareEnd(text, from) : quote.close(text, from);
            next = quote.none()
                    ? to
                    : Math.min(text.length(), Quote.at(text, to).end());
            ended = !SEPARATOR.has(text.at(next));
            text.passedTo(to);
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

    private static int bareEnd(Text text, int start) {
        int at = text.end(start, BARE);
        // A mark of a string within a string, or a list without marks.
        at = Math.max(start, text.start(at, Chars.BACKSLASH, 8));
        return at > start && text.charAt(at - 1) == ',' ? at - 1 : at;
    }

    /** Where the arguments begin of a command whose name is here; -1 when it is none. */
    private static int isCommand(Text text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        if (Chars.IDENTIFIER.has(before) || text.passed(start)) {
            return -1;
        }
        int nameEnd = text.charAt(end - 1) == ' ' ? end - 1 : text.end(end, COMMAND, 40);
        return text.says(".exe", nameEnd) ? nameEnd + 4 : nameEnd;
    }

    private static long password(Text text, int from, int to) {
        boolean variable = to - from > 1 && text.charAt(from) == '$' && !Character.isDigit(text.charAt(from + 1));
        return from >= to || variable || Values.placeholder(text.substring(from, to))
                ? Single.NOTHING
                : Single.span(from, to);
    }

    /** The password of {@code user:password}. */
    private static long behind(Text text, int from, int to, char sign) {
        int at = from;
        while (at < to && text.charAt(at) != sign) {
            at++;
        }
        return at == to || text.startsWith("://", at) ? Single.NOTHING : password(text, at + 1, to);
    }

    private static long form(Text text, int from, int to, Form form) {
        return switch (form) {
            case ALL -> password(text, from, to);
            case BEHIND_COLON -> behind(text, from, to, ':');
            case BEHIND_PERCENT -> behind(text, from, to, '%');
            case BEHIND_COMMA -> behind(text, from, to, ',');
            case BEHIND_EQUALS -> behind(text, from, to, '=');
        };
    }

    private static void option(Text text, int start, int end, List<Option> options, boolean login, boolean first) {
        int nameEnd = isCommand(text, start, end);
        if (nameEnd < 0) {
            return;
        }
        boolean due = !login;
        boolean optionsFirst = first;
        for (Arguments arguments = new Arguments(text, nameEnd); arguments.advance(); ) {
            if (optionsFirst && !arguments.isOption()) {
                return;
            }
            optionsFirst = false;
            due |= arguments.is("login");
            for (Option option : due ? options : List.<Option>of()) {
                if (hidden(text, arguments, option)) {
                    break;
                }
            }
        }
    }

    private static boolean hidden(Text text, Arguments arguments, Option option) {
        if (option.joined && arguments.begins(option.text)) {
            hide(text, password(text, arguments.from + option.text.length(), arguments.to));
            return true;
        }
        Quote quote = Quote.at(text, arguments.to);
        if (option.joined && !arguments.quoted && arguments.is(option.text) && !quote.none()) {
            hide(text, password(text, quote.end(), quote.close(text, quote.end())));
            return true;
        }
        if (option.apart && arguments.is(option.text) && arguments.advance()) {
            hide(text, form(text, arguments.from, arguments.to, option.form));
            return true;
        }
        return false;
    }

    private static void hide(Text text, long span) {
        if (span != Single.NOTHING) {
            text.hide((int) (span >>> 32), (int) span);
        }
    }

    private static long curl(Text text, int start, int end) {
        int nameEnd = isCommand(text, start, end);
        if (nameEnd != end) {
            return Single.NOTHING;
        }
        for (Arguments arguments = new Arguments(text, end); arguments.advance(); ) {
            for (String option : new String[] {"--user=", "--proxy-user=", "-u", "-U"}) {
                if (arguments.begins(option)) {
                    return behind(text, arguments.from + option.length(), arguments.to, ':');
                }
            }
            boolean valueFollows = arguments.is("--user")
                    || arguments.is("--proxy-user")
                    || (arguments.isOption() && endsInUser(text, arguments.from + 1, arguments.to - 1));
            if (valueFollows) {
                return arguments.advance() ? behind(text, arguments.from, arguments.to, ':') : Single.NOTHING;
            }
        }
        return Single.NOTHING;
    }

    /** {@code u} behind none or some options that have no value: {@code -u}, {@code -sSu}. */
    private static boolean endsInUser(Text text, int from, int last) {
        for (int i = from; i < last; i++) {
            if (CURL_FLAGS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return last >= from && (text.charAt(last) == 'u' || text.charAt(last) == 'U');
    }

    /** Its own options only: behind them comes another command. */
    private static long sshpass(Text text, int start, int end) {
        if (isCommand(text, start, end) != end) {
            return Single.NOTHING;
        }
        Arguments arguments = new Arguments(text, end);
        while (arguments.advance() && arguments.isOption()) {
            Quote joined = Quote.at(text, arguments.to);
            if (arguments.is("-p") && !arguments.quoted && !joined.none()) {
                return password(text, joined.end(), joined.close(text, joined.end()));
            } else if (arguments.is("-p")) {
                return arguments.advance() ? password(text, arguments.from, arguments.to) : Single.NOTHING;
            } else if (arguments.begins("-p")) {
                return password(text, arguments.from + 2, arguments.to);
            } else if (arguments.is("-P") && !arguments.advance()) {
                return Single.NOTHING;
            }
        }
        return Single.NOTHING;
    }

    /** {@code htpasswd -b file user password}: the last of its arguments, if it is told to take it from there. */
    private static long htpasswd(Text text, int start, int end) {
        if (isCommand(text, start, end) != end) {
            return Single.NOTHING;
        }
        boolean given = false;
        int words = 0;
        for (Arguments arguments = new Arguments(text, end); arguments.advance(); ) {
            if (arguments.isOption()) {
                given |= text.substring(arguments.from, Math.min(arguments.to, arguments.from + 10))
                                .indexOf('b')
                        > 0;
                words += text.substring(arguments.from, Math.min(arguments.to, arguments.from + 10))
                                        .indexOf('n')
                                > 0
                        ? 1
                        : 0;
            } else if (++words == 3) {
                return given ? password(text, arguments.from, arguments.to) : Single.NOTHING;
            }
        }
        return Single.NOTHING;
    }

    /** {@code net use \\host\share password /user:name}, in either order; {@code net user name password}. */
    private static long netUse(Text text, int start, int end) {
        if (isCommand(text, start, end) != end) {
            return Single.NOTHING;
        }
        int words = 0;
        boolean user = false;
        long found = Single.NOTHING;
        for (Arguments arguments = new Arguments(text, end); arguments.advance(); ) {
            user |= text.says("/user:", arguments.from) || text.says("/add", arguments.from);
            boolean place = text.charAt(arguments.from) == '\\'
                    || text.charAt(arguments.from) == '/'
                    || text.at(arguments.from + 1) == ':';
            words++;
            if (!place && words > 1) {
                found = password(text, arguments.from, arguments.to);
            }
        }
        return user ? found : Single.NOTHING;
    }

    /** {@code sqlplus user/password@database}. */
    private static long sqlplus(Text text, int start, int end) {
        int nameEnd = isCommand(text, start, end);
        if (nameEnd < 0) {
            return Single.NOTHING;
        }
        for (Arguments arguments = new Arguments(text, nameEnd); arguments.advance(); ) {
            if (!arguments.isOption()) {
                int host = text.start(arguments.to, NO_AT, arguments.to - arguments.from) - 1;
                int at = host < arguments.from ? arguments.to : host;
                return text.charAt(arguments.from) == '/' ? Single.NOTHING : behind(text, arguments.from, at, '/');
            }
        }
        return Single.NOTHING;
    }

    /** The only argument that is no option. */
    private static long first(Text text, int start, int end) {
        if (isCommand(text, start, end) < 0) {
            return Single.NOTHING;
        }
        Arguments arguments = new Arguments(text, end);
        while (arguments.advance()) {
            if (!arguments.isOption()) {
                String value = text.substring(arguments.from, Math.min(arguments.to, arguments.from + Values.SEEN));
                boolean secret = Values.secret(value, Use.WEAK) || Values.mixed(value);
                return secret && value.indexOf('=') < 0 ? password(text, arguments.from, arguments.to) : Single.NOTHING;
            }
        }
        return Single.NOTHING;
    }

    /** The last of one or two. */
    private static long last(Text text, int start, int end) {
        int from = end;
        int to = end;
        if (isCommand(text, start, end) == end) {
            Arguments arguments = new Arguments(text, end);
            for (int i = 0; i < 2 && arguments.advance(); i++) {
                from = arguments.from;
                to = arguments.to;
            }
        }
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        return Values.mixed(value) ? password(text, from, to) : Single.NOTHING;
    }

    private static long second(Text text, int start, int end) {
        if (isCommand(text, start, end) != end) {
            return Single.NOTHING;
        }
        Arguments arguments = new Arguments(text, end);
        if (!arguments.advance()) {
            return Single.NOTHING;
        }
        return arguments.advance() ? password(text, arguments.from, arguments.to) : Single.NOTHING;
    }

    /** {@code echo password | sudo -S}, {@code echo user:password | chpasswd}: what is said to a command that asks for it. */
    private static long echoed(Text text, int start, int end) {
        if (isCommand(text, start, end) < 0) {
            return Single.NOTHING;
        }
        Arguments arguments = new Arguments(text, end - 1);
        if (!arguments.advance()) {
            return Single.NOTHING;
        }
        // printf '%s' …
        if (text.charAt(arguments.from) == '%' && !arguments.advance()) {
            return Single.NOTHING;
        }
        int from = arguments.from;
        int to = arguments.to;
        int pipe = text.skipBlanks(Quote.at(text, to).end());
        int command = text.at(pipe) == '|' ? text.skipBlanks(pipe + 1) : -1;
        if (command < 0) {
            return Single.NOTHING;
        }
        int lineEnd = Math.min(text.lineEnd(command), command + 200);
        String told = text.substring(command, lineEnd);
        if (told.startsWith("chpasswd") || told.startsWith("sudo chpasswd")) {
            return behind(text, from, to, ':');
        }
        return asks(told) ? password(text, from, to) : Single.NOTHING;
    }

    private static boolean asks(String command) {
        for (String sign : ASKS) {
            if (command.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    /** {@code docker login --password-stdin <<< password}. */
    private static long here(Text text, int start, int end) {
        if (text.at(start - 1) == '<' || text.at(end) == '<') {
            return Single.NOTHING;
        }
        int line = text.start(start, Chars.OF_LINE, 100);
        if (!asks(text.substring(line, start))) {
            return Single.NOTHING;
        }
        int at = text.skipBlanks(end);
        Quote open = Quote.at(text, at);
        return password(text, open.end(), open.none() ? text.end(at, BARE) : open.close(text, open.end()));
    }

    /** {@code mc alias set name address user password}. */
    private static long behindAddress(Text text, int start, int end) {
        if (isCommand(text, start, end) != end) {
            return Single.NOTHING;
        }
        int left = -1;
        for (Arguments arguments = new Arguments(text, end); arguments.advance(); ) {
            if (left == 0) {
                return password(text, arguments.from, arguments.to);
            }
            left = left < 0 ? (text.find("://", arguments.from) < arguments.to ? 1 : -1) : left - 1;
        }
        return Single.NOTHING;
    }

    /** What is behind the name of any key is secret here: {@code kubectl create secret generic db --from-literal=key=…}. */
    private static void fromLiteral(Text text, int start, int end) {
        int at = Quote.at(text, text.at(end) == '=' ? end + 1 : text.skipBlanks(end))
                .end();
        int key = text.end(at, Chars.IDENTIFIER, SecretNames.LONGEST);
        if (text.at(key) == '=' && key > at) {
            Quote open = Quote.at(text, key + 1);
            int to = open.none() ? text.bareEnd(open.end()) : open.close(text, open.end());
            if (open.end() < to
                    && !Values.placeholder(text.substring(open.end(), Math.min(to, open.end() + Values.SEEN)))) {
                text.hide(open.end(), to);
            }
        }
    }
}
