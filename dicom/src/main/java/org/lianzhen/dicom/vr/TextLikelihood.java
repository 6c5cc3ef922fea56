package org.lianzhen.dicom.vr;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How likely a text is to stand in a medical record: a small model of which kind of character follows which, and how
 * common single characters are. Its numbers are estimates; only large differences between readings of the same bytes
 * mean something.
 */
final class TextLikelihood {

    /** The hundred commonest family names. */
    private static final Set<Integer> FAMILY_NAMES = ("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
            + "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
            .codePoints().boxed().collect(Collectors.toUnmodifiableSet());
    private static final Set<
            Integer> COMMON_ACCENTED = "áàâäãåæçéèêëíîïñóòôöõøúùûüßÁÄÅÇÉÍÑÓÖØÚÜğışİŞčćěłńřśšůžąęőŠŽČŁ".codePoints()
                    .boxed().collect(Collectors.toUnmodifiableSet());
    /** First row of characters in GB 2312 ordered by radical; the rows before hold the 3,755 common ones. */
    private static final int FIRST_UNCOMMON_ROW = 0x58;
    private static final int FIRST_HANZI_ROW = 0x30;

    private static final Map<CharacterKind, Double> AFTER_DELIMITER = Map.of(CharacterKind.HANZI, 0.3,
            CharacterKind.WIDE, 0.005, CharacterKind.UPPER, 0.35, CharacterKind.LOWER, 0.1, CharacterKind.ACCENTED,
            0.01, CharacterKind.OTHER_LETTER, 0.02, CharacterKind.DIGIT, 0.1, CharacterKind.DELIMITER, 0.1);
    private static final Map<CharacterKind, Double> AFTER_HANZI = Map.of(CharacterKind.HANZI, 0.8,
            CharacterKind.WIDE, 0.03, CharacterKind.UPPER, 0.005, CharacterKind.LOWER, 0.001, CharacterKind.ACCENTED,
            1e-5, CharacterKind.OTHER_LETTER, 1e-4, CharacterKind.DIGIT, 0.02, CharacterKind.DELIMITER, 0.12);
    private static final Map<CharacterKind, Double> AFTER_UPPER = Map.of(CharacterKind.HANZI, 0.01,
            CharacterKind.WIDE, 0.001, CharacterKind.UPPER, 0.35, CharacterKind.LOWER, 0.45, CharacterKind.ACCENTED,
            0.03, CharacterKind.OTHER_LETTER, 1e-4, CharacterKind.DIGIT, 0.02, CharacterKind.DELIMITER, 0.13);
    private static final Map<CharacterKind, Double> AFTER_LOWER = Map.of(CharacterKind.HANZI, 5e-4,
            CharacterKind.WIDE, 5e-4, CharacterKind.UPPER, 0.01, CharacterKind.LOWER, 0.78, CharacterKind.ACCENTED,
            0.03, CharacterKind.OTHER_LETTER, 1e-5, CharacterKind.DIGIT, 0.01, CharacterKind.DELIMITER, 0.16);
    private static final Map<CharacterKind, Double> AFTER_ACCENTED = Map.of(CharacterKind.HANZI, 1e-5,
            CharacterKind.WIDE, 1e-5, CharacterKind.UPPER, 0.15, CharacterKind.LOWER, 0.6, CharacterKind.ACCENTED,
            0.03, CharacterKind.OTHER_LETTER, 1e-5, CharacterKind.DIGIT, 0.001, CharacterKind.DELIMITER, 0.2);
    private static final Map<CharacterKind, Double> AFTER_OTHER_LETTER = Map.of(CharacterKind.HANZI, 1e-4,
            CharacterKind.WIDE, 1e-4, CharacterKind.UPPER, 0.001, CharacterKind.LOWER, 0.001, CharacterKind.ACCENTED,
            1e-4, CharacterKind.OTHER_LETTER, 0.83, CharacterKind.DIGIT, 0.005, CharacterKind.DELIMITER, 0.16);
    /** The last letter that European languages write with Latin Extended-A. */
    private static final int LAST_EUROPEAN = 0x17F;
    private static final double RARE_KIND = 1e-5;
    /** Words have plain letters between the accented ones; wrong readings do not care. */
    private static final double WORD_OF_ACCENTS = 0.05;
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private TextLikelihood() {}

    /** Natural logarithm of the likelihood of a value. */
    static double log(String text) {
        double sum = 0;
        int previous = '^';
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int current = text.codePointAt(i);
            sum += Math.log(transition(previous, current)) + Math.log(frequency(previous, current));
            previous = current;
        }
        return sum + wordsOfAccents(text) * Math.log(WORD_OF_ACCENTS);
    }

    private static long wordsOfAccents(String text) {
        return NO_LETTER.splitAsStream(text).filter(word -> !word.isEmpty()
                && word.codePoints().allMatch(c -> CharacterKind.of(c) == CharacterKind.ACCENTED)).count();
    }

    private static double transition(int previous, int current) {
        if ((previous == 'ç' || previous == 'Ç') && CharacterKind.of(current) == CharacterKind.ACCENTED) {
            return 0.3;
        }
        Map<CharacterKind, Double> next = switch (CharacterKind.of(previous)) {
            case DELIMITER, DIGIT -> AFTER_DELIMITER;
            case HANZI, WIDE -> AFTER_HANZI;
            case UPPER -> AFTER_UPPER;
            case LOWER -> AFTER_LOWER;
            case ACCENTED -> AFTER_ACCENTED;
            case OTHER_LETTER -> AFTER_OTHER_LETTER;
            case SYMBOL, NONSENSE -> AFTER_DELIMITER;
        };
        return next.getOrDefault(CharacterKind.of(current), RARE_KIND);
    }

    /** How common the character is among those of its kind. */
    private static double frequency(int previous, int c) {
        return switch (CharacterKind.of(c)) {
            case LOWER, UPPER -> 1 / 26.0;
            case DIGIT, DELIMITER -> 1 / 10.0;
            case ACCENTED -> COMMON_ACCENTED.contains(c) ? 1 / 40.0 : c <= LAST_EUROPEAN ? 1 / 150.0 : 1e-4;
            case HANZI -> hanzi(previous, c);
            case WIDE -> 1 / 100.0;
            case OTHER_LETTER -> otherLetter(previous, c);
            case SYMBOL -> 1 / 100.0;
            case NONSENSE -> 1e-6;
        };
    }

    /** Words have letters of one script only. */
    private static double otherLetter(int previous, int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        boolean mixed = CharacterKind.of(previous) == CharacterKind.OTHER_LETTER
                && script != Character.UnicodeScript.of(previous);
        boolean everyday = switch (script) {
            case GREEK -> c >= 0x386 && c <= 0x3CE;
            case CYRILLIC -> c <= 0x45F;
            case HEBREW -> c >= 0x5D0;
            case ARABIC -> c >= 0x621 && c <= 0x652;
            case THAI, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
        if (mixed || !everyday) {
            return 1e-4;
        }
        return script == Character.UnicodeScript.HANGUL ? 1 / 1500.0 : 1 / 60.0;
    }

    private static double hanzi(int previous, int c) {
        if (CharacterKind.of(previous) == CharacterKind.DELIMITER && FAMILY_NAMES.contains(c)) {
            return 0.007;
        }
        if (isRareHanzi(c)) {
            return 0.01 / 14_000;
        }
        return isCommonHanzi(c) ? 0.96 / 3755 : 0.03 / 3008;
    }

    /** Whether GB 2312 does not have it at all. */
    static boolean isRareHanzi(int c) {
        return row(c) < FIRST_HANZI_ROW;
    }

    /** Whether it is one of the 3,755 common characters that GB 2312 lists first. */
    static boolean isCommonHanzi(int c) {
        int row = row(c);
        return row >= FIRST_HANZI_ROW && row < FIRST_UNCOMMON_ROW;
    }

    private static int row(int c) {
        return Character.isBmpCodePoint(c) ? GraphicSet.GB_2312.encode((char) c) >> 8 : 0;
    }
}
