package org.lianzhen.gateway.archive;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names of objects. The name of a complete object carries its length: a file whose size differs was cut by a power
 * failure before it was acknowledged. So name and bytes may reach the disk in any order, in one journal commit.
 */
final class ObjectName {
    private static final Pattern COMPLETE = Pattern.compile("[0-9a-f]{4,8}-(\\d{1,18})\\.dcm");

    private ObjectName() {}

    static String partial(int number) {
        return "%04x.part".formatted(number);
    }

    static String complete(int number, long length) {
        return "%04x-%d.dcm".formatted(number, length);
    }

    /** The length that the name of a complete object promises; empty for any other name. */
    static OptionalLong promisedLength(String name) {
        Matcher matcher = COMPLETE.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
