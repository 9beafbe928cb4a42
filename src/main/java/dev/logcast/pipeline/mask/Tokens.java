package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Secrets that say what they are: keys of services by their prefixes, bearer tokens, JSON Web Tokens. */
final class Tokens {
    static final List<Detector> ALL = Stream.of(
                    cloud(),
                    code(),
                    chat(),
                    payments(),
                    models(),
                    services(),
                    List.of(
                            Detector.of("bearer-token", List.of("bearer ", "bearer, "), Tokens::bearer),
                            Detector.of("jwt", List.of("eyj"), Tokens::jwt)))
            .flatMap(List::stream)
            .toList();

    private static final Chars.Kind NO_UNDERSCORE = c -> c != '_';

    /** Of a token that stands in a list of protocols, or has no digits. */
    private static final int LEAST_LISTED = 20;

    /** Whose keys have no prefix. */
    private static final Set<String> SERVICES = Set.of(
            ("openai azure anthropic claude mistral cohere groq gemini bedrock deepgram assemblyai ai elevenlabs replicate stability"
                            + " pinecone weaviate qdrant perplexity xai deepseek together fireworks voyage jina tavily serper sendgrid mailgun postmark mailjet"
                            + " sparkpost brevo twilio nexmo vonage plivo messagebird datadog newrelic relic honeycomb rollbar bugsnag sentry"
                            + " opsgenie pagerduty algolia cloudflare fastly heroku linode vultr hetzner digitalocean stripe paypal square"
                            + " braintree adyen mollie wise coinbase binance kraken mapbox google maps github gitlab bitbucket jira asana"
                            + " trello notion airtable zendesk intercom freshdesk hubspot mixpanel amplitude segment snyk sonar codecov"
                            + " coveralls travis circleci jenkins artifactory nuget npm vault consul nomad okta telegram discord slack"
                            + " weather openweather shodan virustotal ipinfo deepl splunk logz loggly papertrail sumo grafana")
                    .split(" ", -1));

    private Tokens() {}

    private static List<Detector> cloud() {
        return List.of(
                prefixed("aws-key", Chars.CAPITAL_OR_DIGIT, 16, 16, "AKIA", "ASIA", "AROA", "AIDA", "ABIA", "ACCA"),
                prefixed("aws-key", Chars.BASE64, 60, 4000, "IQoJb3JpZ2lu", "FwoGZXIvYXdz", "ABSK"),
                prefixed("gcp-key", Chars.BASE64_URL, 35, 35, "AIza"),
                prefixed("gcp-key", Chars.TOKEN, 20, 4000, "ya29.", "1//0", "AQ.Ab"),
                prefixed("gcp-key", Chars.BASE64_URL, 24, 40, "GOCSPX-"),
                Detector.of("azure-key", List.of("q~"), Tokens::azureSecret),
                prefixed("aliyun-key", Chars.ALPHANUMERIC, 16, 26, "LTAI"),
                prefixed("tencent-key", Chars.ALPHANUMERIC, 32, 36, "AKID"),
                prefixed("cloudflare-token", Chars.ALPHANUMERIC, 40, 60, "cfat_", "cfut_", "cfuat_", "cfk_"),
                Detector.of("cloudflare-token", List.of("v0.0-"), Tokens::origin),
                prefixed("digitalocean-token", Chars.HEX, 64, 64, "dop_v1_", "doo_v1_", "dor_v1_"),
                prefixed("databricks-token", Chars.BASE64_URL, 32, 36, "dapi"),
                prefixed("vault-token", Chars.BASE64_URL, 24, 300, "hvs.", "hvb.", "hvr."),
                prefixed("yandex-key", Chars.BASE64_URL, 32, 60, "AQVN"),
                prefixed("yandex-key", Chars.TOKEN, 60, 4000, "t1."),
                prefixed("dynatrace-token", Chars.TOKEN, 80, 120, "dt0c01.", "dt0s01.", "dt0s16."),
                prefixed("openshift-token", Chars.BASE64_URL, 43, 43, "sha256~"),
                prefixed("terraform-token", Chars.BASE64_URL, 60, 80, ".atlasv1."));
    }

    private static List<Detector> code() {
        return List.of(
                prefixed("github-token", Chars.WORD, 30, 300, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
                prefixed("github-token", Chars.WORD, 40, 300, "github_pat_"),
                prefixed(
                        "gitlab-token",
                        Chars.TOKEN,
                        20,
                        300,
                        "glpat-",
                        "glptt-",
                        "gldt-",
                        "glrt-",
                        "glrtr-",
                        "glwt-",
                        "glcbt-",
                        "glsoat-",
                        "glagent-",
                        "glft-",
                        "glimt-",
                        "glffct-",
                        "gloas-",
                        "GR1348941"),
                prefixed("npm-token", Chars.ALPHANUMERIC, 36, 36, "npm_"),
                prefixed("registry-token", Chars.ALPHANUMERIC, 43, 43, "oy2"),
                prefixed("pypi-token", Chars.BASE64_URL, 40, 400, "pypi-"),
                prefixed("registry-token", Chars.BASE64, 20, 8000, "eyJhdXRocyI6"),
                prefixed(
                        "registry-token",
                        Chars.BASE64_URL,
                        20,
                        200,
                        "rubygems_",
                        "dckr_pat_",
                        "dckr_oat_",
                        "SWMTKN-1-",
                        "CLOJARS_",
                        "AKCp"));
    }

    private static List<Detector> chat() {
        List<String> discord = new ArrayList<>();
        // A number of up to 19 digits in base64, and two parts more.
        for (String two : "mt mj mz nd nt nj nz od ot".split(" ", -1)) {
            for (char third : "aeimquycgk".toCharArray()) {
                for (char fourth : "0wxyz".toCharArray()) {
                    discord.add(two + third + fourth);
                }
            }
        }
        return List.of(
                prefixed(
                        "slack-token",
                        Chars.BASE64_URL,
                        10,
                        300,
                        "xoxb-",
                        "xoxa-",
                        "xoxp-",
                        "xoxr-",
                        "xoxs-",
                        "xoxo-",
                        "xoxc-",
                        "xapp-"),
                prefixed("slack-token", Chars.CREDENTIAL, 10, 400, "xoxe.", "xoxe-", "xoxd-"),
                Detector.of("telegram-token", List.of("0:aa"), Tokens::telegram),
                Detector.of("discord-token", discord, Tokens::discord),
                prefixed("twilio-key", Chars.HEX, 32, 32, "SK"),
                prefixed("sendgrid-key", Chars.TOKEN, 60, 70, "SG."),
                prefixed("mail-key", Chars.HEX, 32, 32, "key-"),
                Detector.of("mail-key", List.of("re_"), Tokens::resend),
                prefixed("mail-key", Chars.BASE64_URL, 40, 200, "xkeysib-", "xsmtpsib-"),
                Detector.of("mail-key", List.of("-us0"), Tokens::mailchimp));
    }

    private static List<Detector> payments() {
        return List.of(
                prefixed(
                        "stripe-key",
                        Chars.ALPHANUMERIC,
                        16,
                        300,
                        "sk_live_",
                        "sk_test_",
                        "rk_live_",
                        "rk_test_",
                        "whsec_"),
                prefixed("payment-key", Chars.BASE64_URL, 14, 200, "sq0atp-", "sq0csp-", "rzp_live_", "rzp_test_"),
                prefixed("payment-key", Chars.CREDENTIAL, 30, 200, "EZAK", "EZTK"),
                prefixed("payment-key", Chars.BASE64_URL, 50, 80, "EAAA", "EAAl"),
                prefixed("payment-key", Chars.ALPHANUMERIC, 30, 30, "live_", "test_"),
                Detector.of("payment-key", List.of("access_token$production$"), Tokens::braintree),
                prefixed(
                        "shopify-token",
                        Chars.HEX,
                        32,
                        40,
                        "shpat_",
                        "shpca_",
                        "shppa_",
                        "shpss_",
                        "shptka_",
                        "shpua_"));
    }

    /** Of models, and of what is built around them. */
    private static List<Detector> models() {
        return List.of(
                prefixed("openai-key", Chars.BASE64_URL, 20, 300, "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"),
                prefixed("anthropic-key", Chars.BASE64_URL, 20, 200, "sk-ant-"),
                prefixed("ai-key", Chars.BASE64_URL, 32, 200, "sk-"),
                prefixed("ai-key", Chars.HEX, 48, 48, "sk_"),
                prefixed("huggingface-token", Chars.ALPHANUMERIC, 30, 60, "hf_", "api_org_"),
                prefixed(
                        "ai-key",
                        Chars.BASE64_URL,
                        20,
                        200,
                        "gsk_",
                        "xai-",
                        "pplx-",
                        "r8_",
                        "pcsk_",
                        "tvly-",
                        "nvapi-",
                        "csk-",
                        "jina_",
                        "lsv2_pt_",
                        "lsv2_sk_",
                        "tgp_v1_",
                        "e2b_"),
                prefixed(
                        "ai-key",
                        Chars.ALPHANUMERIC,
                        22,
                        60,
                        "fw_",
                        "fpk_",
                        "hcaik_",
                        "hcxik_",
                        "hcbik_",
                        "hcaic_",
                        "hcxlk_",
                        "hcalk_"),
                prefixed("ai-key", Chars.BASE64_URL, 25, 30, "BSA"),
                prefixed("ai-key", Chars.BASE64_URL, 43, 43, "pa-"),
                prefixed("ai-key", Chars.HEX, 32, 32, "fc-"));
    }

    private static List<Detector> services() {
        return List.of(
                prefixed("age-key", Chars.CAPITAL_OR_DIGIT, 50, 70, "AGE-SECRET-KEY-1"),
                prefixed("tailscale-key", Chars.BASE64_URL, 16, 100, "tskey-auth-", "tskey-api-", "tskey-client-"),
                prefixed("atlassian-token", Chars.CREDENTIAL, 24, 300, "ATATT3", "ATCTT3", "ATBB", "ATTA"),
                prefixed("notion-token", Chars.ALPHANUMERIC, 40, 50, "ntn_", "secret_"),
                prefixed(
                        "service-token",
                        Chars.CREDENTIAL,
                        24,
                        400,
                        "lin_api_",
                        "lin_oauth_",
                        "figd_",
                        "figo_",
                        "NRAK-",
                        "NRII-",
                        "NRRA-",
                        "glc_",
                        "glsa_",
                        "sntrys_",
                        "sntryu_",
                        "phx_",
                        "phs_",
                        "dp.pt.",
                        "dp.st.",
                        "dp.ct.",
                        "dp.sa.",
                        "pul-",
                        "nfp_",
                        "vcp_",
                        "vci_",
                        "vck_",
                        "vercel_blob_rw_",
                        "sbp_",
                        "sb_secret_",
                        "pscale_tkn_",
                        "pscale_pw_",
                        "pscale_oauth_",
                        "napi_",
                        "rnd_",
                        "cfut_",
                        "PMAK-",
                        "rdme_",
                        "CCIPAT_",
                        "CCIPRJ_",
                        "bkua_",
                        "CFPAT-",
                        "HRKU-",
                        "ops_ey",
                        "fo1_",
                        "fm2_",
                        "duffel_live_",
                        "y0_",
                        "bce-v3/ALTAK-",
                        "key_live_",
                        "shippo_live_",
                        "shippo_test_",
                        "sgp_",
                        "squ_",
                        "sqp_",
                        "sqa_",
                        "pnu_",
                        "fio-u-",
                        "sl.u.",
                        "FLWSECK-",
                        "FLWSECK_TEST-",
                        "tfp_"),
                prefixed("airtable-token", Chars.TOKEN, 79, 79, "pat"),
                prefixed("service-token", Chars.HEX, 64, 64, "mlsn."),
                prefixed("service-token", Chars.ALPHANUMERIC, 90, 300, "EAA", "IGQV", "IGAA"),
                prefixed("service-token", Chars.ALPHANUMERIC, 50, 80, "cmVmdGtu"),
                prefixed("service-token", Chars.ALPHANUMERIC, 32, 32, "cio"),
                prefixed("service-token", Chars.TOKEN, 80, 120, "st."),
                prefixed("service-token", Chars.BASE64_URL, 38, 44, "SSWS 00"),
                prefixed("service-token", Chars.BASE64_URL, 100, 200, "sl."),
                prefixed("service-token", Chars.BASE64_URL, 36, 36, "pat-na0-", "pat-eu0-"),
                prefixed(
                        "service-token",
                        Chars.BASE64_URL,
                        36,
                        36,
                        "access-production-",
                        "access-sandbox-",
                        "access-development-"),
                prefixed("service-token", Chars.CAPITAL_OR_DIGIT, 32, 32, "pk_00000000_"),
                Detector.of("service-token", List.of("0000000000000000:"), Tokens::asana),
                Detector.of("service-token", List.of("00d"), Tokens::salesforce),
                Detector.of("service-token", List.of(" key "), Tokens::ofService),
                Detector.of("service-token", List.of("nral"), Tokens::newRelic));
    }

    /** Prefixes in exactly this case, and behind one so many characters of a kind, standing alone. All of it is hidden. */
    private static Detector prefixed(String name, Chars.Kind kind, int least, int most, String... prefixes) {
        List<String> literals = Stream.of(prefixes)
                .map(prefix -> prefix.toLowerCase(Locale.ROOT))
                .toList();
        return Detector.of(name, literals, (text, start, end) -> {
            if (!isOne(prefixes, text, start, end) || !(text.begins(start) || text.charAt(start) == '.')) {
                return Single.NOTHING;
            }
            int tail = text.end(end, kind);
            while (tail > end && text.charAt(tail - 1) == '.') {
                tail--;
            }
            int length = tail - end;
            if (length < least || length > most) {
                return Single.NOTHING;
            }
            boolean mixed = length >= LEAST_LISTED && text.isAll(end, end + LEAST_LISTED, NO_UNDERSCORE);
            return mixed || text.hasDigit(end, tail) ? Single.span(start, tail) : Single.NOTHING;
        });
    }

    private static boolean isOne(String[] prefixes, Text text, int start, int end) {
        for (String prefix : prefixes) {
            boolean numbered = prefix.contains("0-") || prefix.contains("000");
            if (prefix.length() == end - start
                    && (text.startsWith(prefix, start) || (numbered && text.isNumbered(prefix, start)))) {
                return true;
            }
        }
        return false;
    }

    /** A client secret of Microsoft Entra: three characters, a digit, {@code Q~}, and 31 to 34 more. */
    private static long azureSecret(Text text, int start, int end) {
        int from = start - 4;
        if (from < 0 || !Ascii.isDigit(text.charAt(start - 1)) || text.charAt(start) != 'Q' || !text.begins(from)) {
            return Single.NOTHING;
        }
        int tail = text.end(end, Chars.UNRESERVED);
        return tail - end >= 31 && tail - end <= 34 ? Single.span(from, tail) : Single.NOTHING;
    }

    /** The number of a bot, a colon and 35 characters, also behind {@code bot} in an address. */
    private static long telegram(Text text, int start, int end) {
        int from = text.start(start + 1, Chars.DIGIT, 12);
        int tail = text.end(start + 2, Chars.BASE64_URL);
        boolean alone = text.begins(from) || text.says("bot", from - 3);
        return alone && start + 1 - from >= 8 && start + 1 - from <= 11 && tail - start - 2 == 35
                ? Single.span(start + 2, tail)
                : Single.NOTHING;
    }

    /** Eight characters, and more of them behind a dash. */
    private static long resend(Text text, int start, int end) {
        int first = text.end(end, Chars.ALPHANUMERIC);
        int second = text.end(first + 1, Chars.ALPHANUMERIC);
        boolean parts = first - end == 8 && text.at(first) == '_' && second - first > 20 && text.hasDigit(end, second);
        return parts && text.begins(start) && text.startsWith("re_", start)
                ? Single.span(start, second)
                : Single.NOTHING;
    }

    private static long discord(Text text, int start, int end) {
        boolean base64 = Ascii.isUpper(text.charAt(start)) && "DTjz".indexOf(text.charAt(start + 1)) >= 0;
        if (!base64 || !text.begins(start)) {
            return Single.NOTHING;
        }
        int first = text.end(start, Chars.BASE64_URL);
        int second = text.end(first + 1, Chars.BASE64_URL);
        int third = text.end(second + 1, Chars.BASE64_URL);
        boolean parts = text.at(first) == '.' && text.at(second) == '.' && second - first == 7 && third - second > 27;
        return parts && first - start >= 23 && first - start <= 28 ? Single.span(start, third) : Single.NOTHING;
    }

    /** What signs certificates of origin: 24 and 146 digits of base 16. */
    private static long origin(Text text, int start, int end) {
        int first = text.end(end, Chars.HEX, 30);
        int second = text.end(first + 1, Chars.HEX, 200);
        return first - end == 24 && text.at(first) == '-' && second - first > 100 && text.begins(start)
                ? Single.span(start, second)
                : Single.NOTHING;
    }

    /** Behind the number of an account. */
    private static long asana(Text text, int start, int end) {
        int to = text.end(end, Chars.HEX, 40);
        return to - end == 32 && text.at(start - 1) == '/' && !Chars.WORD.has(text.at(to))
                ? Single.span(end, to)
                : Single.NOTHING;
    }

    /** The number of an organization, and behind {@code !} a session of its. */
    private static long salesforce(Text text, int start, int end) {
        int organization = text.end(end, Chars.ALPHANUMERIC, 16);
        int to = text.at(organization) == '!' ? text.end(organization + 1, Chars.TOKEN) : organization;
        return text.begins(start) && to - organization > 60 ? Single.span(start, to) : Single.NOTHING;
    }

    /** {@code mistral key …}: a long word behind the name of a service that gives such. */
    private static long ofService(Text text, int start, int end) {
        int word = text.start(start, Chars.ALPHANUMERIC, 24);
        int to = text.end(end, Chars.CREDENTIAL);
        return SERVICES.contains(text.substring(word, start).toLowerCase(Locale.ROOT))
                        && Values.random(text.substring(end, Math.min(to, end + Values.SEEN)))
                ? Single.span(end, to)
                : Single.NOTHING;
    }

    /** 32 digits of base 16 before the region. */
    private static long mailchimp(Text text, int start, int end) {
        int from = text.start(start, Chars.HEX, 33);
        return start - from == 32 && text.begins(from)
                ? Single.span(from, text.end(end, Chars.DIGIT, 2))
                : Single.NOTHING;
    }

    private static long braintree(Text text, int start, int end) {
        int merchant = text.end(end, Chars.ALPHANUMERIC);
        int to = text.end(merchant + 1, Chars.HEX);
        return text.at(merchant) == '$' && to - merchant == 33 ? Single.span(end, to) : Single.NOTHING;
    }

    /** 36 digits of base 16 before its name. */
    private static long newRelic(Text text, int start, int end) {
        int from = text.start(start, Chars.HEX, 37);
        return text.startsWith("NRAL", start) && start - from == 36 && text.begins(from)
                ? Single.span(from, end)
                : Single.NOTHING;
    }

    private static long bearer(Text text, int start, int end) {
        int from = text.skipBlanks(end);
        int to = text.end(from, Chars.TOKEN);
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        if (text.at(end - 2) == ',' && to - from < LEAST_LISTED) {
            return Single.NOTHING;
        }
        boolean token = to - from >= 6 && (text.hasDigit(from, to) || to - from >= 24) && text.begins(start);
        int padded = text.end(to, Chars.PADDING, 3);
        boolean pair = padded > to && Chars.isAlphanumeric(text.at(padded));
        return token && !pair ? Single.span(from, padded) : Single.NOTHING;
    }

    /** RFC 7519 and 7516: two to five parts of base64url, of which the first is an object of JSON, and so begins with {@code eyJ}. */
    private static long jwt(Text text, int start, int end) {
        if (!text.startsWith("eyJ", start) || !text.begins(start)) {
            return Single.NOTHING;
        }
        int at = text.end(start, Chars.BASE64_URL);
        if (at - start < 12 || text.at(at) != '.') {
            return Single.NOTHING;
        }
        for (int part = 1; part < 5 && text.at(at) == '.'; part++) {
            int partEnd = text.end(at + 1, Chars.BASE64_URL);
            if (part == 1 && partEnd - at < 4) {
                return Single.NOTHING;
            }
            at = partEnd;
        }
        return Single.span(start, at);
    }
}
