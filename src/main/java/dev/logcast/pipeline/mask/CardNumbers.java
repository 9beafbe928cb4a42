package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Single;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of people's cards, accounts and papers, known by their check digits. */
final class CardNumbers {
    /** Lengths of an IBAN by country (the SWIFT registry). */
    private static final Map<String, Integer> IBAN_LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27"
                    + " GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21"
                    + " LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24"
                    + " SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

    static final List<Detector> ALL = List.of(
            Detector.of("card", List.of("0000000000000", "0000 0000", "0000-0000"), CardNumbers::card),
            Detector.of("chinese-id", List.of("00000000000000000"), CardNumbers::chineseId),
            Detector.of(
                    "iban",
                    IBAN_LENGTHS.keySet().stream()
                            .map(country -> country.toLowerCase(Locale.ROOT) + "00")
                            .sorted()
                            .toList(),
                    CardNumbers::iban));

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";

    private CardNumbers() {}

    private static Map<String, Integer> lengths(String listed) {
        return Arrays.stream(listed.split(" "))
                .collect(Collectors.toMap(each -> each.substring(0, 2), each -> Integer.valueOf(each.substring(2))));
    }

    /** 13 to 19 digits of an issuer, in groups of four and more behind single blanks or dashes or in one, that pass Luhn's test. */
    private static long card(Text text, int literalStart, int literalEnd) {
        int start = literalStart;
        // A long run is found once for each of its ends: it is looked at once, from its beginning.
        if (start > 0
                && (Ascii.isDigit(text.charAt(start - 1))
                        || (isGap(text, start - 1) && start > 1 && Ascii.isDigit(text.charAt(start - 2))))) {
            return Single.NOTHING;
        }
        if (start > 0 && joins(text, start - 1, -1)) {
            return Single.NOTHING;
        }
        char gap = 0;
        int digits = 0;
        int sum = 0;
        int twice = 0;
        int group = 0;
        int at = start;
        int end = start;
        // Luhn counts from the last digit: both sums are kept, and the right one is taken when the length is known.
        for (; at < text.length() && digits <= 19; at++) {
            char c = text.charAt(at);
            if (Ascii.isDigit(c)) {
                int digit = c - '0';
                int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
                sum += (digits & 1) == 0 ? digit : doubled;
                twice += (digits & 1) == 0 ? doubled : digit;
                digits++;
                group++;
                end = at + 1;
            } else if ((c == ' ' || c == '-')
                    && (gap == 0 ? group == 4 && digits == 4 : gap == c && group >= 4)
                    && at + 1 < text.length()
                    && Ascii.isDigit(text.charAt(at + 1))
                    && !(digits >= 13 && valid(sum, twice, digits) && issued(text, start, digits))) {
                gap = c;
                group = 0;
            } else {
                break;
            }
        }
        if (digits < 13 || digits > 19 || (end < text.length() && joins(text, end, 1))) {
            return Single.NOTHING;
        }
        return valid(sum, twice, digits) && issued(text, start, digits) ? Single.span(start, end) : Single.NOTHING;
    }

    private static boolean valid(int sum, int twice, int digits) {
        return ((digits & 1) == 0 ? twice : sum) % 10 == 0;
    }

    private static boolean isGap(Text text, int at) {
        return text.charAt(at) == '-';
    }

    /** Whether a character makes a digit next to it part of something larger: a word, a decimal number, an identifier with dashes. */
    private static boolean joins(Text text, int at, int direction) {
        char c = text.charAt(at);
        int beyond = at + direction;
        char next = beyond >= 0 && beyond < text.length() ? text.charAt(beyond) : ' ';
        return Chars.isAlphanumeric(c) || c == '_' || ((c == '.' || c == '-') && Chars.isAlphanumeric(next));
    }

    /** ISO/IEC 7812 ranges and lengths of the networks. */
    private static boolean issued(Text text, int start, int digits) {
        int four = 0;
        int seen = 0;
        for (int i = start; seen < 4; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                four = four * 10 + text.charAt(i) - '0';
                seen++;
            }
        }
        int two = four / 100;
        if (two / 10 == 4) {
            return digits == 13 || digits == 16 || digits == 19; // Visa
        } else if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return digits == 16; // Mastercard
        } else if (two == 34 || two == 37) {
            return digits == 15; // American Express
        } else if (four == 6011 || two == 65 || (four >= 6440 && four <= 6499) || two == 62 || two == 81) {
            return digits >= 16; // Discover, UnionPay
        } else if (four >= 3528 && four <= 3589) {
            return digits >= 16; // JCB
        } else if ((four >= 3000 && four <= 3059) || four == 3095 || two == 36 || two == 38 || two == 39) {
            return digits == 14 || digits == 16; // Diners Club
        }
        return four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || four == 6759
                || (four >= 6761 && four <= 6763); // Maestro
    }

    /** GB 11643: region, date of birth, number and check digit (ISO 7064, MOD 11-2). */
    private static long chineseId(Text text, int start, int end) {
        if (end == text.length()
                || (start > 0 && joins(text, start - 1, -1))
                || (end + 1 < text.length() && joins(text, end + 1, 1))) {
            return Single.NOTHING;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += ID_WEIGHTS[i] * (text.charAt(start + i) - '0');
        }
        char check = Character.toUpperCase(text.charAt(end));
        int region = Integer.parseInt(text.substring(start, start + 2));
        if (check != ID_CHECKS.charAt(sum % 11) || region < 11 || region > 82) {
            return Single.NOTHING;
        }
        int year = Integer.parseInt(text.substring(start + 6, start + 10));
        try {
            LocalDate.of(
                    year,
                    Integer.parseInt(text.substring(start + 10, start + 12)),
                    Integer.parseInt(text.substring(start + 12, start + 14)));
        } catch (DateTimeException e) {
            return Single.NOTHING;
        }
        return year >= 1900 && year < 2100 ? Single.span(start, end + 1) : Single.NOTHING;
    }

    /** ISO 13616: country, two check digits (ISO 7064, MOD 97-10), account; in groups of four or in one. */
    private static long iban(Text text, int start, int end) {
        Integer length = IBAN_LENGTHS.get(text.substring(start, start + 2));
        if (length == null || !text.begins(start) || (start > 0 && text.charAt(start - 1) == '_')) {
            return Single.NOTHING;
        }
        StringBuilder account = new StringBuilder(length);
        int at = start;
        for (; at < text.length() && account.length() < length; at++) {
            char c = text.charAt(at);
            if (Chars.CAPITAL_OR_DIGIT.has(c)) {
                account.append(c);
            } else if (c != ' ' || account.length() % 4 != 0) {
                return Single.NOTHING;
            }
        }
        if (account.length() < length || (at < text.length() && Chars.WORD.has(text.charAt(at)))) {
            return Single.NOTHING;
        }
        int rest = 0;
        for (int i = 0; i < length; i++) {
            char c = account.charAt((i + 4) % length);
            rest = Ascii.isDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1 ? Single.span(start, at) : Single.NOTHING;
    }
}
