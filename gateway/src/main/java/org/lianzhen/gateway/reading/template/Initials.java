package org.lianzhen.gateway.reading.template;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/** How a name is found by whoever types letters only: the first letter of each Chinese character, and all other letters and digits. */
public final class Initials {
    private static final Transliterator TEXT = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

    private Initials() {}

    /** Such as {@code xbctps} of 胸部 CT 平扫. */
    public static String of(String name) {
        var initials = new StringBuilder();
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letter -> {
            String one = Character.toString(letter);
            initials.append(Character.isIdeographic(letter) ? TEXT.transliterate(one).substring(0, 1)
                    : one.toLowerCase(Locale.ROOT));
        });
        return initials.toString();
    }
}
