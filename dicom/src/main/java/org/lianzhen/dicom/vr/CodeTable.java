package org.lianzhen.dicom.vr;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codes of one {@link GraphicSet} and their characters, taken from the JDK's charset of the same repertoire. */
final class CodeTable {

    /** Stands for "no character", as the JDK's decoders have it. */
    static final char NONE = '\uFFFD';

    private static final Map<GraphicSet, CodeTable> KNOWN = new ConcurrentHashMap<>();
    private static final int FIRST = 0x20;
    private static final int COLUMNS = 0x60;

    private final boolean doubleByte;
    private final char[] characters;
    /** A character in the upper half and its code in the lower, sorted. */
    private final int[] codes;

    private CodeTable(boolean doubleByte, char[] characters, int[] codes) {
        this.doubleByte = doubleByte;
        this.characters = characters;
        this.codes = codes;
    }

    /** The table of a set, made when it is first wanted. */
    static CodeTable of(GraphicSet set) {
        return KNOWN.computeIfAbsent(set, CodeTable::make);
    }

    private static CodeTable make(GraphicSet set) {
        char[] strict = characters(set, set.charset());
        return switch (set) {
            case JIS_ROMAN -> {
                strict['\\' - FIRST] = '\u00A5';
                strict['~' - FIRST] = '\u203E';
                yield new CodeTable(false, strict, codes(false, strict));
            }
            case GB_2312 -> chinese(strict);
            default -> new CodeTable(set.isDoubleByte(), strict, codes(set.isDoubleByte(), strict));
        };
    }

    /**
     * GB 2312 with the characters that GB 18030 gives its codes (the JDK's own table has another dot and another dash).
     * Codes that only GBK defines are read, because careless senders mix them in, but never written.
     */
    private static CodeTable chinese(char[] strict) {
        char[] wide = characters(GraphicSet.GB_2312, "GB18030");
        char[] written = new char[wide.length];
        for (int i = 0; i < wide.length; i++) {
            if (Character.getType(wide[i]) == Character.PRIVATE_USE) {
                wide[i] = NONE;
            }
            written[i] = strict[i] == NONE ? NONE : wide[i];
        }
        return new CodeTable(true, wide, codes(true, written));
    }

    private static char[] characters(GraphicSet set, String charsetName) {
        Charset charset = Charset.forName(charsetName);
        int high = set.isRight() ? 0x80 : 0;
        char[] characters = new char[set.isDoubleByte() ? COLUMNS * COLUMNS : COLUMNS];
        for (int i = 0; i < characters.length; i++) {
            byte column = (byte) ((i % COLUMNS + FIRST) | high);
            byte row = (byte) ((i / COLUMNS + FIRST) | high);
            byte[] bytes = set.isDoubleByte() ? new byte[]{ row, column } : new byte[]{ column };
            String text = new String(bytes, charset);
            boolean foreign = text.length() != 1 || (set.isDoubleByte() && text.charAt(0) < 0x80);
            characters[i] = foreign || Character.isISOControl(text.charAt(0)) ? NONE : text.charAt(0);
        }
        return characters;
    }

    private static int[] codes(boolean doubleByte, char[] characters) {
        int[] codes = new int[characters.length];
        int count = 0;
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] != NONE) {
                int code = doubleByte ? (i / COLUMNS + FIRST) << 8 | (i % COLUMNS + FIRST) : i + FIRST;
                codes[count++] = characters[i] << 16 | code;
            }
        }
        // characters above U+7FFF make negative numbers: sorting and searching only need to agree
        Arrays.sort(codes, 0, count);
        return Arrays.copyOf(codes, count);
    }

    /** The character of a code without high bits, {@link #NONE} when there is none. */
    char decode(int code) {
        int column = (code & 0xFF) - FIRST;
        int index = doubleByte ? ((code >> 8) - FIRST) * COLUMNS + column : column;
        return column < 0 || index < 0 || index >= characters.length ? NONE : characters[index];
    }

    /** The lowest code of a character, 0 when there is none. */
    int encode(char c) {
        int place = Arrays.binarySearch(codes, c << 16);
        int index = place < 0 ? -place - 1 : place;
        return index < codes.length && codes[index] >>> 16 == c ? codes[index] & 0xFFFF : 0;
    }
}
