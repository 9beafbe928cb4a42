package dev.logcast.pipeline.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that are said about secrets where one would stand, in the languages that {@link SecretNames} knows: {@code required}, {@code
 * falsch}, {@code 必填}.
 */
final class Remarks {
    private static final int LONGEST_ENDING = 7;

    /** Stand for a value. */
    private static final Set<String> WHOLE = words(
            "true false null nil none undefined yes no on off ok empty unset set not unknown redacted hidden masked filtered protected"
                    + " changed reset expired invalid valid incorrect correct wrong missing required optional failed failure success rejected"
                    + " accepted denied disabled enabled mismatch matched updated created deleted rotated revoked present absent string str text"
                    + " varchar char bool boolean int integer number object array bytes default n/a bad weak strong plain hashed encrypted"
                    + " provided env vault file prompt basic bearer ldap sso <nil> nan void nothing blank pending active removed omitted secret"
                    + " stdin amd64 arm64 i386 armhf s390x sensitive elided xxx authentication login mandatory forgotten unavailable"
                    // Short ones of other languages, that could be the beginning of anything
                    + " leer falsch fehlt vide faux vacia vacio falta vazia vazio errada vuota vuoto errata fout leeg brak puste puesto fel tom tomt feil"
                    + " saknas mangler kreves krävs kræves vale üres boş eksik sai trống wajib salah kosong goală lipsă пусто пуст");

    /** Come next in a sentence, where there are no quotes. */
    private static final Set<String> NEXT = words(
            "is was has must should cannot can't can may for the a an too and or in of to from with by at on will does it that"
                    + " ist muss darf nicht bitte kann wurde ist est doit ne veuillez es debe no por está é deve não è non deve is moet niet mag"
                    + " jest musi nie je musí není zadejte podaj är måste er skal må inte ikke on pitää ei trebuie mora mora nije не должен должна"
                    + " введите має повинен");

    /** How sentences about secrets begin. */
    private static final Set<String> FIRST = words(
            "is was has have must should cannot can't can may needs does do doesn't don't too not at please invalid required wrong missing"
                    + " the your this passwords password expected unable failed no field contains use enter choose incorrect mismatch already only");

    /** Beginnings of words in any gender and number: required, missing, invalid, wrong, empty, expired, forgotten, hidden. */
    private static final List<String> STEMS =
            stems("required mandatory obligator invalid missing incorrect mismatch forgotten expired"
                    // German, Dutch, Danish, Norwegian, Swedish, Icelandic
                    + " erforderlich notwendig benötigt fehlend ungültig inkorrekt abgelaufen vergessen pflichtfeld verborgen verplicht vereist"
                    + " ongeldig onjuist ontbreek verlopen verborgen påkræv påkrev ugyldig forkert nødvendig obligatorisk ogiltig felaktig utgång"
                    + " nauðsynleg"
                    // French, Spanish, Catalan, Galician, Portuguese, Italian, Romanian, Basque
                    + " obligatoire requis manquant incorrect erron expiré oublié nécessaire inconnu obligatori requerid inválid faltant caducad"
                    + " expirad olvidad necesari obrigat incorret esquecid necessári ausente richiest obbligat sbagliat mancante scadut necessar"
                    + " dimenticat nevalid greșit incorect lipsește beharrezko"
                    // Polish, Czech, Slovak, Croatian, Serbian, Slovene
                    + " wymagan nieprawidłow błędn niepoprawn wygas obowiązkow povinn neplatn chyb prázdn špatn nesprávn vyžadován vyžaduje vyprš"
                    + " obavez obvez neispravn pogrešn nevažeć nedostaj potreb zahtevan manjka napačn"
                    // Finnish, Estonian, Lithuanian, Latvian, Hungarian, Albanian, Turkish, Azerbaijani
                    + " pakollin virheelli puuttu vaadit väärä kohustuslik puudu privalom būtin neteising trūkst obligāt neparei kötelező hiány"
                    + " érvénytelen hibás helytelen lejárt detyrueshm zorunlu gerekli geçersiz yanlış hatalı məcburi"
                    // Russian, Ukrainian, Bulgarian, Kazakh, Greek, Armenian, Georgian
                    + " geändert zurückgesetzt aktualisiert gespeichert modifié réinitialis actualizad cambiad modificad restablecid alterad"
                    + " redefinid aggiornat cambiat gewijzigd bijgewerkt ändrat endret ændret zmienion změněn vaihdettu muutettu değiştirildi"
                    + " güncellendi изменён изменен обновлён обновлен сброшен змінен оновлен пустой пуста порожн"
                    + " обязательн обязател неверн неправильн недейств отсутств требуется необходим некорректн истёк истек обов'язков обов’язков"
                    + " невірн відсутн потріб недійсн задължител грешн невалид липсв міндетті υποχρεωτικ απαιτείται λάθος λανθασμέν άκυρ λείπει"
                    + " պարտադիր სავალდებულო"
                    // Hebrew, Arabic, Persian, Hindi, Bengali, Thai, Vietnamese, Indonesian
                    + " חובה נדרש שגוי חסר مطلوب خاطئ خطأ غير فارغ مفقود إلزامي الزامی نادرست اشتباه ضروری نامعتبر आवश्यक गलत अमान्य अनिवार्य"
                    + " আবশ্যক จำเป็น ไม่ ผิด ต้อง bắtbuộc khônghợplệ diperlukan dibutuhkan diwajibkan"
                    // Japanese, Korean, Chinese
                    + " 必須 未入力 無効 不正 間違 誤り 未設定 期限切れ 必要 필수 오류 잘못 없음 필요 누락 만료 불일치 必填 必需 必须 错误 錯誤 无效"
                    + " 無效 不能 不正确 不正確 为空 缺失 缺少 未填 未设置 过期 已过期"
                    + " 已更新 已修改 已更改 已重置 已设置 修改 重置 更新 変更 변경 초기화");

    /** Words of a sentence about a secret, as they are in hardly any phrase that is one. */
    private static final Set<String> TELLING = words(
            "is was has have had be been must should shall cannot can't can could may will would does do did don't doesn't not no never please"
                    + " your you we enter choose click field fields character characters letter letters digit digits value values empty blank match"
                    + " matches set given found least most between user users login account"
                    + " ist sind war muss müssen darf nicht bitte kann wurde wurden hat haben soll keine kein ihr zeichen feld eingeben"
                    + " est sont doit doivent ne pas veuillez peut votre caractères champ es son debe deben puede por favor su caracteres campo"
                    + " não é são deve devem pode seu non è sono devono può caratteri is moet mag niet kan tekens veld jest musi nie może znaków"
                    + " pole je musí může znaků är måste får kan inte skal må ikke tegn pitää ei trebuie mora nije не должен должна быть"
                    + " должно может символов введите має повинен");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}'’ ]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’]+[.,:;!?]?");

    private Remarks() {}

    private static Set<String> words(String listed) {
        return Arrays.stream(listed.split(" ", -1)).collect(Collectors.toSet());
    }

    private static List<String> stems(String listed) {
        return Arrays.stream(listed.split(" ", -1))
                .map(SecretNames::normal)
                .distinct()
                .toList();
    }

    /** Whether a value is one: a word, or several, about a secret. */
    static boolean is(String value) {
        String bare = bare(value);
        return WHOLE.contains(bare) || WHOLE.contains(value.toLowerCase(Locale.ROOT)) || verdict(bare);
    }

    /** Whether a value without quotes is the first word of a sentence. */
    static boolean goesOn(String value) {
        return NEXT.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Whether a text in quotes is a sentence about a secret: it begins like one, or most of it are words. */
    static boolean sentence(String value) {
        return sentence(value, false);
    }

    /** The same under a name that nothing but a secret has: words that say nothing of one are a phrase that is one. */
    static boolean sentenceNotPhrase(String value) {
        return sentence(value, true);
    }

    private static boolean sentence(String value, boolean phrases) {
        String[] words = value.trim().split("\\s+", -1);
        if (words.length < 2) {
            return false;
        }
        int plain = 0;
        boolean verdict = false;
        boolean tells = !phrases;
        for (String word : words) {
            String bare = bare(word);
            plain += WORD.matcher(word).matches() ? 1 : 0;
            verdict |= verdict(bare);
            tells = tells || TELLING.contains(bare) || SecretNames.use(bare, false) != SecretNames.Use.NONE;
        }
        String first = words[0].toLowerCase(Locale.ROOT);
        boolean begun = (FIRST.contains(first) && (tells || !first.equals("the"))) || verdict;
        return (words.length > 2 && begun && 2 * plain > words.length)
                || (words.length > 4 && plain == words.length && tells)
                || (verdict && plain == words.length);
    }

    /** In small letters, without brackets and signs around it. */
    private static String bare(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && "([{:".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ".,;:!?)]}。！".indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        return value.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static boolean verdict(String value) {
        if (value.isEmpty() || !WORDS.matcher(value).matches()) {
            return false;
        }
        String normal = SecretNames.normal(value);
        for (String stem : STEMS) {
            if (normal.startsWith(stem)
                    && (normal.length() <= stem.length() + LONGEST_ENDING || stem.charAt(0) > '\u0e00')) {
                return true;
            }
        }
        return false;
    }
}
