package dev.logcast.pipeline.format.time;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of months and of days of the week in languages other than English, full and short, as system locales and Java write them: German,
 * French, Spanish, Italian, Portuguese, Dutch, Russian, Polish, Swedish, Danish, Norwegian, Finnish, Turkish, Czech, Ukrainian,
 * Hungarian, Romanian, months also Chinese. In small letters; the few names that two months have are left out.
 */
final class StampWords {
    /** No name has more letters. */
    static final int LONGEST = 15;

    private static final String[] MONTHS = {
        "januar janvier janv enero ene gennaio gen janeiro januari января январь янв stycznia styczeń sty "
                + "tammikuuta tammikuu tammik ocak oca ledna leden led січня січень січ január ianuarie ian 一月",
        "februar février févr fév febrero febbraio fevereiro fev februari февраля февраль февр фев lutego "
                + "luty lut helmikuuta helmikuu helmik şubat şub února únor úno лютого лютий лют február febr "
                + "februarie 二月",
        "märz mär mars marzo março maart mrt maa марта март мар marca marzec marts maaliskuuta maaliskuu "
                + "maalisk maalis mart března březen bře березня березень бер március márc már martie 三月",
        "avril avr abril abr aprile апреля апрель апр kwietnia kwiecień kwi huhtikuuta huhtikuu huhtik nisan "
                + "nis dubna duben dub квітня квітень квіт кві április ápr aprilie 四月",
        "mai mayo maggio mag maio mei мая май maja maj toukokuuta toukokuu toukok mayıs května květen kvě "
                + "травня травень трав тра május máj 五月",
        "juni juin junio giugno giu junho июня июнь июн czerwca czerwiec cze kesäkuuta kesäkuu haziran haz "
                + "června červen čvn червня червень черв чер június jún iunie iun 六月",
        "juli juillet juil julio luglio lug julho июля июль июл lipca lipiec lip heinäkuuta heinäkuu heinäk "
                + "temmuz tem července červenec čvc липня липень лип július júl iulie iul 七月",
        "août aoû agosto ago augustus августа август авг sierpnia sierpień sie augusti elokuuta elokuu "
                + "ağustos ağu srpna srpen srp серпня серпень серп сер augusztus 八月",
        "sept septembre septiembre settembre set setembro сентября сентябрь сент сен września wrzesień wrz "
                + "syyskuuta syyskuu eylül eyl září zář вересня вересень вер szeptember szept sze septembrie 九月",
        "oktober okt octobre octubre ottobre ott outubro out октября октябрь окт października październik "
                + "paź lokakuuta lokakuu ekim eki října říjen říj жовтня жовтень жовт жов október octombrie 十月",
        "novembre noviembre novembro ноября ноябрь нояб ноя listopada listopad lis marraskuuta marraskuu "
                + "marrask marras kasım kas listopadu листопада листопад лист лис noiembrie noi 十一月",
        "dezember dez décembre déc diciembre dic dicembre dezembro декабря декабрь дек grudnia grudzień gru "
                + "desember des joulukuuta joulukuu jouluk aralık ara prosince prosinec pro грудня грудень груд гру "
                + "decembrie 十二月"
    };

    private static final String DAYS =
            "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so lundi lun mardi "
                    + "mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim lunes martes miércoles mié jueves "
                    + "jue viernes vie sábado sáb domingo dom lunedì martedì mercoledì giovedì gio venerdì sabato sab "
                    + "domenica segunda-feira seg terça-feira ter quarta-feira qua quinta-feira qui sexta-feira sex "
                    + "maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo понедельник пн вторник вт "
                    + "среда ср четверг чт пятница пт суббота сб воскресенье вс poniedziałek pon wtorek wt środa śr "
                    + "czwartek czw piątek pt sobota sob niedziela niedz måndag mån tisdag tis onsdag ons torsdag tors "
                    + "fredag fre lördag lör söndag sön mandag man tirsdag tir tor lørdag lør søndag søn maanantaina "
                    + "tiistaina ti keskiviikkona ke torstaina to perjantaina pe lauantaina la sunnuntaina su pazartesi "
                    + "pzt salı sal çarşamba çar perşembe per cuma cum cumartesi cmt pazar paz pondělí po úterý út středa "
                    + "st čtvrtek čt pátek pá neděle ne понеділок вівторок середа четвер пʼятниця субота неділя нд hétfő "
                    + "kedd szerda sze csütörtök cs péntek szombat szo vasárnap luni marți miercuri mie joi vineri vin "
                    + "sâmbătă sâm duminică dum";

    private static final int DAY = 1 << 4;
    private static final int MONTH = DAY - 1;

    /** By name: the month, or 0, and whether a day is called so, too. */
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    private static final String ENGLISH = "ja fe ma ap ju au se oc no de mo tu we th fr sa su";

    /** By the first two letters: what may begin with them, {@link #DAY}, {@link #MONTH}, or both; or an English name. */
    private static final byte[] BEGINNINGS = new byte[1 << 11];

    static {
        for (int month = 0; month < MONTHS.length; month++) {
            for (String name : MONTHS[month].split(" ", -1)) {
                BY_NAME.put(name, month + 1);
            }
        }
        for (String name : DAYS.split(" ", -1)) {
            BY_NAME.merge(name, DAY, (known, day) -> known | day);
        }
        BY_NAME.forEach((name, kinds) -> BEGINNINGS[beginning(name, 0)] |= kinds.byteValue());
        for (String letters : ENGLISH.split(" ", -1)) {
            BEGINNINGS[beginning(letters, 0)] |= MONTH;
        }
    }

    private StampWords() {}

    /** Whether the name of a month or of a day, English or not, may begin here: most words are told from them by two letters. */
    static boolean mayBegin(String text, int start) {
        return beginnings(text, start) != 0;
    }

    /** Whether the name of a day may begin here that is not English. */
    static boolean mayBeginDay(String text, int start) {
        return (beginnings(text, start) & DAY) != 0;
    }

    private static int beginnings(String text, int start) {
        return start + 1 < text.length() ? BEGINNINGS[beginning(text, start)] : 0;
    }

    /** 1 to 12; 0 for a word that is no month. */
    static int month(String text, int start, int end) {
        return of(text, start, end) & MONTH;
    }

    static boolean isDay(String text, int start, int end) {
        return (of(text, start, end) & DAY) != 0;
    }

    private static int of(String text, int start, int end) {
        if (end - start < 2 || end - start > LONGEST || !mayBegin(text, start)) {
            return 0;
        }
        char[] letters = new char[end - start];
        for (int i = start; i < end; i++) {
            letters[i - start] = Character.toLowerCase(text.charAt(i));
        }
        return BY_NAME.getOrDefault(new String(letters), 0);
    }

    private static int beginning(String text, int start) {
        int first = Character.toLowerCase(text.charAt(start));
        return (first * 31 + Character.toLowerCase(text.charAt(start + 1))) & (BEGINNINGS.length - 1);
    }
}
