package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of names for their values, in the languages that logs are written in. What a name ends in decides, so that {@code
 * password_policy} and {@code tokens} are none; numbers behind it, and what says which of several it is, do not count.
 */
final class SecretNames {
    /** What may be hidden under a name. */
    enum Use {
        NONE,
        /** What can be nothing else. */
        FAINT,
        /** What is said once: four to eight digits. */
        CODE,
        /** The same, and long. */
        RANDOM,
        /** What looks like a secret. */
        WEAK,
        /** What looks like a long one: sessions, of which there are numbers too. */
        SESSION,
        /** What looks like a secret, and each text of a list or map. */
        MANY,
        /** Anything but a count: tests pass and fail by numbers. */
        PASS,
        /** Anything. */
        STRONG
    }

    static final int LONGEST = 80;

    /** What has been found of a name, since the same come again in most lines. */
    private record Known(String name, boolean query, Use use) {}

    /** By hash; whichever thread writes last is right. */
    private static final @Nullable Known[] KNOWN = new Known[1024];

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private static final List<String> ENGLISH = normal(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pwd",
            "pswd",
            "psk",
            "requirepass",
            "masterauth",
            "secret",
            "apikey",
            "secretkey",
            "secretkeybase",
            "accesskey",
            "privatekey",
            "accountkey",
            "signingkey",
            "encryptionkey",
            "masterkey",
            "subscriptionkey",
            "sharedkey",
            "presharedkey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "sessiontoken",
            "securitytoken",
            "apitoken",
            "clientassertion",
            "codeverifier",
            "storepass",
            "keypass",
            "dbpass",
            "userpass",
            "rootpass",
            "adminpass",
            "bindpw",
            "rootpw",
            "userpw",
            "adminpw",
            "dbpw",
            "fernetkey",
            "aeskey",
            "hmackey",
            "mnemonic",
            "seedphrase",
            "recoveryphrase");

    /** Words for it as they are written; where there is a blank, also with other signs or none. */
    private static final List<String> FOREIGN = words(
            // German, Danish, Norwegian, Swedish, Icelandic, Dutch
            "passwort, passworts, passwörter, kennwort, kennworts, losungswort, zugangscode, geheimnis, geheimwort, geheimer schlüssel, geheimer schluessel, zugangsschlüssel, api schlüssel, adgangskode, adgangskoden, kodeord, kodeordet, passord, passordet, lösenord, lösenordet, lykilorð,"
                    + " wachtwoord, wachtwoorden, geheime sleutel,"
                    // French, Italian, Spanish, Catalan, Galician, Portuguese, Romanian, Basque
                    + " mot de passe, mots de passe, clé secrète, clé privée, clé api, clé d'api, clé d'accès, code secret, parola chiave, parola d'ordine, parola, parolă, chiave segreta, chiave privata,"
                    + " chiave api, contraseña, contrasenia, contraseñas, clave secreta, clave privada, clave api, clave de api, clave de acceso, palabra clave, palabra de paso, contrasenya, contrasinal,"
                    + " senha, senhas, palavra passe, palavra chave, chave secreta, chave privada, chave api, chave de api, chave de acesso, pasahitza,"
                    // Polish, Czech, Slovak, Croatian, Slovene, Finnish, Estonian, Lithuanian, Hungarian, Albanian,
                    // Turkish, Azerbaijani
                    + " hasło, haslo, hasła, hasłem, tajny klucz, klucz api, heslo, hesla, heslem, lozinka, lozinku, zaporka, geslo, salasana, salasanan, salasanasi, parool, parooli,"
                    + " slaptažodis, slaptažodį, parole, jelszó, jelszava, jelszavad, jelszavát,"
                    + " fjalëkalimi, şifre, şifreniz, şifresi, parolası, parolanız, gizli anahtar, şifrə,"
                    // Russian, Ukrainian, Bulgarian, Serbian, Kazakh, Greek, Armenian, Georgian
                    + " пароль, пароля, паролем, паролі, парола, паролата, лозинка, гасло, секрет, секретный ключ, закрытый ключ, құпия сөз, κωδικός, գաղտնաբառ, პაროლი,"
                    // Hebrew, Arabic, Persian, Hindi, Bengali, Tamil, Thai, Vietnamese, Indonesian, Malay
                    + " סיסמה, סיסמא, כלמת סר, كلمة المرور, كلمة السر, گذرواژه, رمز عبور, पासवर्ड, পাসওয়ার্ড, கடவுச்சொல், รหัสผ่าน, mật khẩu,"
                    + " kata sandi, kata laluan,"
                    // Japanese, Korean, Chinese
                    + " パスワード, パスフレーズ, 暗証番号, 秘密鍵, アクセスキー, シークレットキー, 비밀번호, 암호, 비밀키, 密码, 密碼, 口令, 密钥, 访问密码, 密鑰, 秘钥, 密匙, 私钥");

    /** What follows the word in languages that say whose it is, or which of several, behind it. */
    private static final List<String> FOREIGN_BEHIND = words(
                    "utilisateur, d'utilisateur, de l'utilisateur, l'utilisateur, administrateur, actuel, ancien, nouveau, d'accès, provisoire, application, base de données, compte,"
                            + " usuario, de usuario, del usuario, do usuario, do utilizador, utilizador, administrador, acceso, acesso, nueva, nuevo, nova, novo, actual, atual,"
                            + " antigua, antiga, anterior, base de datos, banco, do banco, banco de dados, temporal, maestra, mestre, utente, dell'utente, di accesso, accesso, nuova,"
                            + " vecchia, attuale, amministratore, principale, utilizator, utilizatorului, nouă, veche, benutzer, neu, alt, wiederholung, de la base, de la base de datos, base, ny, nytt, herhaling, do bazy, databáze, gebruiker, beheerder, nieuw, oud,"
                            + " bruker, användare, użytkownika, uzytkownika, administratora, nowe, stare, obecne, bazy, uživatele, uzivatele, užívateľa, nové, nove, staré, stare,"
                            + " korisnika, nova, stara, uporabnika, kullanıcı, yeni, eski, пользователя, администратора, новый, старый, базы, бд, користувача, новий, старий,"
                            + " на потребителя, потребителя, корисника, korisnikova, χρήστη, người dùng, nguoi dung, mới, cũ, pengguna, admin, baru, lama, المستخدم, المستعمل")
            .stream()
            .map(SecretNames::normal)
            .distinct()
            .toList();

    private static final List<String> FOREIGN_TOKENS = words(
            "clave, schlüssel, schluessel, token de acceso, token di accesso, zugriffstoken, jeton d'authentification, jeton d'api, jeton, jeton accès, jeton d'accès, ключ доступа, токен, 令牌, トークン, 토큰");

    private static final List<String> STRONG = Stream.of(ENGLISH, FOREIGN)
            .flatMap(words -> words.stream().map(SecretNames::normal))
            .distinct()
            .toList();

    private static final List<String> MANY = normal(
            "passwords",
            "passwds",
            "passphrases",
            "secrets",
            "apikeys",
            "accesskeys",
            "privatekeys",
            "accesstokens",
            "credentials");

    private static final List<String> WEAK = Stream.concat(
                    Stream.of(
                            "token",
                            "credential",
                            "authkey",
                            "sshkey",
                            "appkey",
                            "sonarlogin",
                            "licensekey",
                            "instrumentationkey",
                            "cryptokey",
                            "unlockcode",
                            "customerkey",
                            "cipherkey",
                            "applicationkey",
                            "ingestkey",
                            "writekey",
                            "integrationkey",
                            "honeycombteam"),
                    FOREIGN_TOKENS.stream())
            .map(SecretNames::normal)
            .toList();

    private static final List<String> SESSIONS = normal(
            "sessionid",
            "sessid",
            "aspnetsessionid",
            "connectsid",
            "sessionkey",
            "sessioncookie",
            "sessionticket",
            "samlresponse",
            "samlrequest",
            "authorizationcode",
            "authcode",
            "laravelsession",
            "cisession",
            "racksession",
            "appsession",
            "identityapplication",
            "authjssession",
            "cftoken");

    /** Secret in the query of an address only. */
    private static final List<String> SIGNATURES = List.of("signature", "sig", "code");

    /** The same, where it is as long as a session's. */
    private static final List<String> SESSIONS_OF_QUERY =
            List.of("sid", "session", "sess", "jwt", "ticket", "assertion", "otptoken", "samlart");

    private static final List<String> PASSES = List.of(
            "compass",
            "bypass",
            "trespass",
            "lowpass",
            "highpass",
            "bandpass",
            "multipass",
            "encompass",
            "overpass",
            "underpass",
            "surpass");

    private static final List<String> PHRASES = List.of("mnemonic", "seedphrase", "recoveryphrase");

    private static final List<String> CODES = normal(
            "otp",
            "otpcode",
            "verificationcode",
            "pincode",
            "securitycode",
            "onetimecode",
            "smscode",
            "cvv",
            "cvc",
            "cvv2");

    private static final List<String> KEYS_OF_QUERY = List.of("key", "sign", "hmac", "auth", "hash");

    /** Of cookies, forms and queues: of what has other meanings too. */
    private static final List<String> FAINT = List.copyOf(listed(
            "authsalt loggedinsalt loggedinkey noncesalt noncekey session sess sig csrf xsrf rememberme authcookie ticket jwt functionskey routingkey storagekey"
                    + " deploykey connectionkey recoverycode backupcode adminkey servicekey serverkey rememberweb tokens"
                    + " samlart"));

    /** How names of cookies begin that go on with a hash. */
    private static final List<String> FAINT_BEFORE = List.of("wordpressloggedin", "wordpresssec", "rememberweb");

    /** Tokens that only say where to go on. */
    private static final List<String> NO_TOKENS = List.of(
            "pagetoken",
            "publickeytoken",
            "chpasswd",
            "gpasswd",
            "smbpasswd",
            "mkpasswd",
            "htpasswd",
            "existingsecret",
            "nexttoken",
            "continuationtoken",
            "cancellationtoken",
            "cancelationtoken",
            "synctoken",
            "cursortoken",
            "markertoken",
            "skiptoken",
            "statetoken",
            "unexpectedtoken",
            "pagingtoken",
            "resumetoken",
            "positiontoken");

    /** Which of several a secret is, or in what form. */
    private static final List<String> BEHIND = List.of(
            "db",
            "bdd",
            "为",
            "為",
            "是",
            "は",
            "confirmation",
            "confirm",
            "again",
            "repeat",
            "retype",
            "verify",
            "value",
            "plaintext",
            "cleartext",
            "plain",
            "raw",
            "base64",
            "b64",
            "string",
            "binary",
            "old",
            "new",
            "current",
            "production",
            "prod",
            "staging",
            "dev",
            "test",
            "live");

    /** What a name ends in that begins with a secret's, and is of none. */
    private static final Set<String> ABOUT =
            listed("file path url uri name policy length len hash hasher hashes endpoint count ttl expiry expires"
                    + " expiration expired arn id ids ref type types age days rounds algorithm alg store provider manager"
                    + " min max reset rotation rotated field fields mode encoder env var version attempts retries strength"
                    + " score hint prompt label regex pattern format prefix suffix size limit usage use used source status"
                    + " state scope scopes kind class host port user username email realm issuer audience created updated"
                    + " changed at on by date time timestamp enabled disabled required valid invalid error errors message"
                    + " text title placeholder service server client handler filter validator generator factory repository"
                    + " controller test tests spec bucket index position offset rate budget cache namespace mount volume key"
                    + " keys salt iterations fingerprint thumbprint algo cost family style page view link event action"
                    + " request response parser stream");

    private static final List<String> HASHED = List.of("hash", "hashed", "digest", "encrypted", "crypted", "enc");

    /** Names of what stands beside a secret in a structure, and is none. */
    private static final Set<String> BESIDE = Set.of(
            "name",
            "namespace",
            "names",
            "kind",
            "type",
            "apiversion",
            "version",
            "resourceversion",
            "uid",
            "id",
            "labels",
            "annotations",
            "metadata",
            "status",
            "state",
            "message",
            "messages",
            "msg",
            "code",
            "reason",
            "error",
            "errors",
            "description",
            "title",
            "label",
            "field",
            "fields",
            "path",
            "rule",
            "rules",
            "min",
            "max",
            "length",
            "minlength",
            "maxlength",
            "required",
            "optional",
            "user",
            "username",
            "login",
            "email",
            "host",
            "hostname",
            "server",
            "port",
            "url",
            "uri",
            "scope",
            "scopes",
            "created",
            "createdat",
            "updated",
            "updatedat",
            "expires",
            "expiresat",
            "expiresin",
            "expiry",
            "maxage",
            "originalmaxage",
            "httponly",
            "secure",
            "samesite",
            "domain",
            "provider",
            "source",
            "kty",
            "alg",
            "use",
            "kid",
            "crv",
            "keyops",
            "issuer",
            "audience",
            "symbol",
            "address",
            "count",
            "total",
            "enabled",
            "valid",
            "region",
            "group",
            "role",
            "roles",
            "engine",
            "policy");

    /** What each secret's name contains, as an {@link Automaton} looks for it; a sign of those that stand behind it may be its last. */
    static final List<String> LITERALS = Stream.of(
                    List.of(
                            "pass",
                            "pwd",
                            "pswd",
                            " pw ",
                            "_pw ",
                            "pw=",
                            "pw:",
                            "pw\"",
                            "secret",
                            "token",
                            "credential",
                            "signature=",
                            "sig=",
                            "code=",
                            "client_assertion",
                            "code_verifier",
                            "sessionid",
                            "sessid",
                            "connect.sid",
                            "samlre",
                            "mdp",
                            "psk=",
                            "psk:",
                            "psk\"",
                            "masterauth",
                            "sonar.login",
                            "_session",
                            ".session",
                            ".aspnetcore.",
                            "honeycomb-team",
                            "otp",
                            "mnemonic",
                            "cvv",
                            "cvc",
                            "pincode",
                            "sid=",
                            "session=",
                            "sess=",
                            "jwt=",
                            "jwt\"",
                            "ticket=",
                            "assertion=",
                            "?key=",
                            "&key=",
                            "?auth=",
                            "&auth=",
                            "sign=",
                            "hmac=",
                            "csrf",
                            "xsrf",
                            "remember",
                            "wordpress_",
                            "auth_salt",
                            "customer-key",
                            "auth_cookie",
                            "bindpw",
                            "rootpw",
                            "vncpw"),
                    words(
                            "api key, access key, private key, account key, signing key, encryption key, master key,"
                                    + " cipher key, application key, subscription key, shared key, auth key, ssh key, fernet key, aes key, hmac key, secret key,"
                                    + " functions key, crypto key, unlock code, instrumentation key, session cookie, session ticket, auth cookie, verification code, pin code, security code, sms code, one time code, routing key, storage key, deploy key, connection key, admin key, service key, server key, recovery code, backup code,"
                                    + " pass word, pass phrase, recovery phrase, seed phrase, app key, license key, write key, ingest key, integration key, session id, session key"),
                    FOREIGN,
                    FOREIGN_TOKENS)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private SecretNames() {}

    private static List<String> words(String listed) {
        return Stream.of(listed.split(", ", -1))
                .flatMap(word -> Stream.of(word, plain(word)))
                .flatMap(word -> Stream.of(" ", "_", "-", ".", "").map(sign -> word.replace(" ", sign)))
                .distinct()
                .toList();
    }

    private static Set<String> listed(String words) {
        return Set.of(words.split(" ", -1));
    }

    private static List<String> normal(String... words) {
        return List.of(words).stream().map(word -> normal(word)).toList();
    }

    /** What is written as wide as a Chinese character, as it is on a Latin keyboard. */
    private static String narrow(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= Chars.WIDE) {
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
            }
        }
        return name;
    }

    /** Without accents, as it is written where only ASCII is allowed. */
    private static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                        .replaceAll("")
                        .replace('ł', 'l')
                        .replace('Ł', 'l')
                        .replace('ı', 'i')
                        .replace('đ', 'd');
            }
        }
        return name;
    }

    /** In small letters without accents, and without what stands between words. */
    static String normal(String name) {
        String plain = plain(narrow(name));
        StringBuilder normal = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c < 0x80 ? Chars.isAlphanumeric(c) : Character.isLetterOrDigit(c)) {
                normal.append(Character.toLowerCase(c));
            }
        }
        return normal.toString();
    }

    /** @param query whether it stands in the query of an address */
    static Use use(String name, boolean query) {
        int place = (name.hashCode() * 31 + (query ? 1 : 0)) & (KNOWN.length - 1);
        Known known = KNOWN[place];
        if (known == null || known.query != query || !known.name.equals(name)) {
            known = new Known(name, query, look(name, query));
            KNOWN[place] = known;
        }
        return known.use;
    }

    private static Use look(String name, boolean query) {
        String normal = withoutDigits(normal(name));
        Use use = plainUse(normal);
        if (use == Use.NONE) {
            String shorter = without(normal, BEHIND);
            use = shorter.equals(normal) ? use : plainUse(withoutDigits(shorter));
        }
        if (use == Use.NONE) {
            String shorter = without(normal, HASHED);
            use = !shorter.equals(normal) && plainUse(shorter) == Use.STRONG ? Use.WEAK : use;
        }
        if (use == Use.NONE && foreignBehind(normal)) {
            use = Use.STRONG;
        }
        if (use == Use.NONE && query && endsWith(normal, SIGNATURES)) {
            return normal.equals("code") ? Use.SESSION : Use.WEAK;
        }
        if (use == Use.NONE && query && SESSIONS_OF_QUERY.contains(normal)) {
            return Use.RANDOM;
        } else if (use == Use.NONE && endsWith(normal, CODES)) {
            return Use.CODE;
        } else if (use == Use.NONE && pass(name)) {
            return Use.PASS;
        } else if (use == Use.NONE
                && (begins(name) || (endsWith(normal, List.of("pass", "pw")) && !endsWith(normal, PASSES)))) {
            return Use.FAINT;
        } else if (use == Use.NONE && within(name)) {
            return Use.RANDOM;
        } else if (use == Use.NONE && ((query && KEYS_OF_QUERY.contains(normal)) || faint(normal))) {
            return Use.RANDOM;
        }
        return use;
    }

    /** Whether it is of many words that stand for a key. */
    static boolean isPhrase(String name) {
        return endsWith(normal(name), PHRASES);
    }

    /** Whether the word is that for a key, and that for a password as well. */
    static boolean isKeyOrPassword(String name) {
        return normal(name).endsWith("clave");
    }

    private static boolean faint(String normal) {
        for (String before : FAINT_BEFORE) {
            if (normal.startsWith(before)) {
                return true;
            }
        }
        return endsWith(normal, FAINT) || normal.equals("sid");
    }

    /** Whether its first words are a secret's name, and the rest tells whose: {@code PASSWORD_MYSQL}. */
    private static boolean begins(String name) {
        return beginsAs(name, begun -> plainUse(begun) == Use.STRONG || plainUse(begun) == Use.WEAK);
    }

    /** Whether it is one of several in what has a secret's name: {@code apiKeys.main}. */
    private static boolean within(String name) {
        return beginsAs(name, begun -> plainUse(begun) == Use.MANY || begun.endsWith("tokens"));
    }

    private static boolean beginsAs(String name, Predicate<String> wanted) {
        List<String> words =
                Stream.of(WORDS.split(name)).filter(word -> !word.isEmpty()).toList();
        if (words.size() < 2 || ABOUT.contains(normal(words.get(words.size() - 1)))) {
            return false;
        }
        StringBuilder begun = new StringBuilder(name.length());
        for (String word : words.subList(0, words.size() - 1)) {
            begun.append(normal(word));
            if (wanted.test(begun.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Whether these words, of other languages, say which of several the secret is before them. */
    static boolean isWhich(String words) {
        return FOREIGN_BEHIND.contains(normal(words));
    }

    private static boolean foreignBehind(String normal) {
        for (String behind : FOREIGN_BEHIND) {
            int word = normal.length() - behind.length();
            boolean mdp = word >= 3 && normal.startsWith("mdp", word - 3);
            if (word >= 3 && normal.endsWith(behind) && (mdp || endsWith(normal.substring(0, word), STRONG))) {
                return true;
            }
        }
        return false;
    }

    private static Use plainUse(String normal) {
        if (endsWith(normal, NO_TOKENS)) {
            return Use.NONE;
        } else if (endsWith(normal, STRONG) || normal.equals("pw")) {
            return Use.STRONG;
        } else if (endsWith(normal, MANY)) {
            return Use.MANY;
        } else if (endsWith(normal, SESSIONS) || normal.startsWith("aspsessionid")) {
            return Use.SESSION;
        }
        return endsWith(normal, WEAK) ? Use.WEAK : Use.NONE;
    }

    /** Whether what has this name in the structure of a secret is none. */
    static boolean beside(String name) {
        return BESIDE.contains(normal(name));
    }

    /** Whether a token behind this word only says where to go on. */
    static boolean goesOn(String word, String name) {
        return endsWith(normal(word + name), NO_TOKENS);
    }

    /** Whether this is the word alone, that often is said of where a secret is rather than of what it is. */
    static boolean secretAlone(String name) {
        return normal(name).equals("secret");
    }

    private static boolean endsWith(String name, List<String> words) {
        for (String word : words) {
            if (name.endsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutDigits(String name) {
        int end = name.length();
        while (end > 0 && name.length() - end < 2 && Ascii.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static String without(String name, List<String> endings) {
        for (String ending : endings) {
            if (name.length() > ending.length() && name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /** {@code pass} as the last of several words, or as the only one: {@code DB_PASS}, {@code userPass}, {@code pass}; {@code pw} and the French {@code mdp} likewise. */
    private static boolean pass(String name) {
        return lastWord(name, "pass") || lastWord(name, "pw") || lastWord(name, "mdp");
    }

    private static boolean lastWord(String name, String wanted) {
        int word = name.length() - wanted.length();
        if (word < 0 || !name.regionMatches(true, word, wanted, 0, wanted.length())) {
            return false;
        }
        return word == 0
                || !Chars.isAlphanumeric(name.charAt(word - 1))
                || (Ascii.isUpper(name.charAt(word)) && Character.isLowerCase(name.charAt(word - 1)));
    }
}
