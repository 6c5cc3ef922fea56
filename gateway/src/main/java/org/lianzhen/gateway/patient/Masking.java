package org.lianzhen.gateway.patient;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people see of a patient who neither treat nor read them: enough to tell two apart, not enough to find the person. */
public final class Masking {
    private static final String HIDDEN = "*";
    /** Of one length, so that it tells nothing of what it stands for. */
    private static final String HIDDEN_LETTERS = "***";
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");
    private static final Pattern GROUPS = Pattern.compile("=");
    private static final Pattern COMPONENTS = Pattern.compile("[\\^\\s]+");
    private static final Pattern COUNTY = Pattern.compile("(?:[^省市县区]{2,8}?(?:省|自治区|特别行政区))?"
            + "(?:(?:[^省市县区旗村路街]{2}|[^省市县区旗镇乡村路街]{2,8}?)(?:市|自治州|地区|盟))?"
            + "(?:[^省市县区旗镇乡村路街]{1,10}?(?:自治县|自治旗|县|区|旗|市))?");
    private static final int CARD_DIGITS = 4;
    private static final Set<String> COMPOUND_SURNAMES = Arrays
            .stream(("欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 端木 独孤 南宫 长孙 宇文 轩辕 百里 东郭 "
                    + "呼延 闻人 淳于 单于 太史 申屠 公羊 澹台 公冶 宗政 濮阳 钟离 第五 西门 万俟 赫连 鲜于 闾丘 司空 亓官 "
                    + "司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 梁丘 左丘 东门 南门 歐陽 諸葛 尉遲 "
                    + "東方 長孫 軒轅 鍾離 鮮于 萬俟 司馬 東郭").split(" "))
            .collect(Collectors.toUnmodifiableSet());

    private Masking() {}

    /**
     * A name, as DICOM or people write it: of Chinese characters the family name and the last character of a given name that has
     * more than one, of letters the first of each part. Of several writings only the Chinese one is told, or else the first.
     */
    public static String name(String name) {
        List<String> writings = GROUPS.splitAsStream(name).map(String::strip).filter(one -> !one.isEmpty()).toList();
        return writings.stream().filter(Masking::isChinese).findFirst().map(Masking::chinese)
                .orElseGet(() -> writings.stream().findFirst().map(Masking::letters).orElse(""));
    }

    private static boolean isChinese(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic);
    }

    private static String chinese(String name) {
        String whole = COMPONENTS.matcher(name).replaceAll("");
        int[] characters = whole.codePoints().toArray();
        if (characters.length == 1) {
            return HIDDEN;
        }
        int family = familyLength(name, whole, characters.length);
        int given = characters.length - family;
        String start = new String(characters, 0, family);
        return given == 1 ? start + HIDDEN
                : start + HIDDEN.repeat(given - 1) + new String(characters, characters.length - 1, 1);
    }

    /** Characters of the family name: of two at most, and never the whole name. */
    private static int familyLength(String name, String whole, int length) {
        int caret = name.indexOf('^');
        int told = caret < 0 ? 0 : name.codePointCount(0, caret);
        if (told == 1 || (told == 2 && length > 2)) {
            return told;
        }
        return length > 2 && COMPOUND_SURNAMES.contains(whole.substring(0, whole.offsetByCodePoints(0, 2))) ? 2 : 1;
    }

    private static String letters(String name) {
        return COMPONENTS.splitAsStream(name).filter(part -> !part.isEmpty())
                .map(part -> new String(Character.toChars(part.codePointAt(0))) + HIDDEN_LETTERS)
                .collect(Collectors.joining(" "));
    }

    /** An identity card keeps six digits and four, a mobile phone three and four, any other number its last four. */
    public static String number(String number) {
        if (PHONE.matcher(number).matches()) {
            return kept(number, 3, CARD_DIGITS);
        }
        return IdCard.parse(number).isPresent() ? kept(number, 6, CARD_DIGITS)
                : kept(number, 0, number.length() > 2 * CARD_DIGITS ? CARD_DIGITS : 0);
    }

    private static String kept(String number, int first, int last) {
        int hidden = number.length() - first - last;
        return number.substring(0, first) + HIDDEN.repeat(hidden) + number.substring(number.length() - last);
    }

    /** An address down to its county; what is written in no known form is hidden as a whole. */
    public static String address(String address) {
        String text = address.strip();
        Matcher county = COUNTY.matcher(text);
        return text.isEmpty() ? ""
                : county.lookingAt() && county.end() > 0 ? county.group() + HIDDEN_LETTERS : HIDDEN_LETTERS;
    }

    /**
     * Age in whole years, in the place of a birth date.
     *
     * @param birthDate as DICOM writes it
     * @return empty when it is no date, or one to come
     */
    public static OptionalInt age(String birthDate, LocalDate today) {
        try {
            LocalDate birth = LocalDate.parse(birthDate, DateTimeFormatter.BASIC_ISO_DATE);
            return birth.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(Period.between(birth, today).getYears());
        } catch (DateTimeException e) {
            return OptionalInt.empty();
        }
    }
}
