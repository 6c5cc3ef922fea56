package org.lianzhen.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How people call the secure transport connection profiles of PS3.15 annex B that follow BCP 195. */
public enum TlsProfileName {
    /** RFC 8996 and 9325, PS3.15 B.12. */
    BCP195,
    /** Only the listed cipher suites, PS3.15 B.13. */
    BCP195_MODIFIED,
    /** Retired, PS3.15 B.10. */
    BCP195_NON_DOWNGRADING,
    /** Retired, PS3.15 B.11. */
    BCP195_EXTENDED;

    /** As people write it, such as {@code bcp195-modified}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The profile that people call so; null when there is none. */
    public static @Nullable TlsProfileName of(String text) {
        return Arrays.stream(values()).filter(name -> name.text().equals(text)).findFirst().orElse(null);
    }

    /** All of them, as people write them. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(TlsProfileName::text).toList();
    }
}
