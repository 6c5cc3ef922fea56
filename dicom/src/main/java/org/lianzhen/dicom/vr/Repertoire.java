package org.lianzhen.dicom.vr;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The character repertoires that defined terms of Specific Character Set name (PS3.3 tables C.12-2 to C.12-5): by ISO
 * registration number, or by a name of their own.
 */
enum Repertoire {
    DEFAULT(6, GraphicSet.ASCII),
    LATIN_1(100, GraphicSet.ASCII, GraphicSet.LATIN_1),
    LATIN_2(101, GraphicSet.ASCII, GraphicSet.LATIN_2),
    LATIN_3(109, GraphicSet.ASCII, GraphicSet.LATIN_3),
    LATIN_4(110, GraphicSet.ASCII, GraphicSet.LATIN_4),
    LATIN_5(148, GraphicSet.ASCII, GraphicSet.LATIN_5),
    LATIN_9(203, GraphicSet.ASCII, GraphicSet.LATIN_9),
    CYRILLIC(144, GraphicSet.ASCII, GraphicSet.CYRILLIC),
    ARABIC(127, GraphicSet.ASCII, GraphicSet.ARABIC),
    GREEK(126, GraphicSet.ASCII, GraphicSet.GREEK),
    HEBREW(138, GraphicSet.ASCII, GraphicSet.HEBREW),
    THAI(166, GraphicSet.ASCII, GraphicSet.THAI),
    JIS_X_0201(13, GraphicSet.JIS_ROMAN, GraphicSet.KATAKANA),
    JIS_X_0208(87, GraphicSet.JIS_X_0208),
    JIS_X_0212(159, GraphicSet.JIS_X_0212),
    KS_X_1001(149, GraphicSet.KS_X_1001),
    GB_2312(58, GraphicSet.GB_2312),
    UNICODE(192, "ISO_IR 192"),
    GB18030(0, "GB18030"),
    GBK(0, "GBK");

    private static final Pattern NUMBERED = Pattern.compile("(?:ISO)?(?:2022)?(?:IR)?([0-9]{1,3})");
    private static final Pattern PART_OF_ISO_8859 = Pattern.compile("ISO8859([0-9]{1,2})");
    private static final Pattern CHINESE = Pattern.compile("(?:ISO2022|ISOIR|ISO)?(GBK|GB18030|GB2312|CP936)[0-9]*");
    private static final Map<Integer, Integer> REGISTRATION_OF_ISO_8859 = Map.ofEntries(Map.entry(1, 100),
            Map.entry(2, 101), Map.entry(3, 109), Map.entry(4, 110), Map.entry(5, 144), Map.entry(6, 127),
            Map.entry(7, 126), Map.entry(8, 138), Map.entry(9, 148), Map.entry(11, 166), Map.entry(15, 203));
    private static final Map<Integer, Repertoire> BY_REGISTRATION = new HashMap<>();

    static {
        for (Repertoire repertoire : values()) {
            if (repertoire.registration > 0) {
                BY_REGISTRATION.put(repertoire.registration, repertoire);
            }
        }
    }

    private final int registration;
    private final String alone;
    private final String extension;
    private final @Nullable GraphicSet left;
    private final @Nullable GraphicSet right;

    /** Single-byte repertoires. */
    Repertoire(int registration, GraphicSet left, GraphicSet right) {
        this(registration, "ISO_IR " + registration, left, right);
    }

    /** Repertoires of one set, whichever place it takes. */
    Repertoire(int registration, GraphicSet set) {
        this(registration, set.isDoubleByte() ? "ISO 2022 IR " + registration : "ISO_IR " + registration,
                set.isRight() ? null : set, set.isRight() ? set : null);
    }

    /** Encodings of their own. */
    Repertoire(int registration, String alone) {
        this(registration, alone, null, null);
    }

    Repertoire(int registration, String alone, @Nullable GraphicSet left, @Nullable GraphicSet right) {
        this.registration = registration;
        this.alone = alone;
        this.extension = left == null && right == null ? alone : "ISO 2022 IR " + registration;
        this.left = left;
        this.right = right;
    }

    /**
     * Finds the repertoire that a term means: a defined term, or a spelling seen in the field such as ISO_IR_100,
     * "ISO 2022 GBK", ISO-8859-1 or UTF-8. GB2312 without code extensions is read as GBK, which contains it.
     *
     * @param term empty means the default repertoire
     * @return null when it means nothing
     */
    static @Nullable Repertoire named(String term) {
        String key = term.toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
        Matcher numbered = NUMBERED.matcher(key);
        if (numbered.matches()) {
            return BY_REGISTRATION.get(Integer.valueOf(numbered.group(1)));
        }
        Matcher part = PART_OF_ISO_8859.matcher(key);
        if (part.matches()) {
            return BY_REGISTRATION.get(REGISTRATION_OF_ISO_8859.get(Integer.valueOf(part.group(1))));
        }
        Matcher chinese = CHINESE.matcher(key);
        if (chinese.matches()) {
            return chinese.group(1).equals("GB18030") ? GB18030 : GBK;
        }
        return switch (key) {
            case "", "ASCII", "USASCII" -> DEFAULT;
            case "UTF8", "ISO10646", "ISO106461" -> UNICODE;
            case "LATIN1" -> LATIN_1;
            default -> null;
        };
    }

    /** The term when this repertoire stands alone, without code extensions. */
    String aloneTerm() {
        return alone;
    }

    /** The term when others stand beside it. */
    String extensionTerm() {
        return extension;
    }

    /** The set for bytes without the high bit; null when there is none. */
    @Nullable
    GraphicSet left() {
        return left;
    }

    /** The set for bytes with the high bit; null when there is none. */
    @Nullable
    GraphicSet right() {
        return right;
    }

    /** The sets that escape sequences can invoke; none when the encoding knows no code extensions. */
    List<GraphicSet> sets() {
        return Stream.of(left, right).filter(Objects::nonNull).toList();
    }

    /** Whether it is an encoding of its own that stands alone in the attribute: UTF-8, GB18030, GBK. */
    boolean isWhole() {
        return left == null && right == null;
    }

    /** Whether it has characters of two bytes and so cannot be the first value. */
    boolean isMultiByte() {
        return sets().stream().anyMatch(GraphicSet::isDoubleByte);
    }
}
