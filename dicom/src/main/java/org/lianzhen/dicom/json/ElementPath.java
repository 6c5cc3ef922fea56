package org.lianzhen.dicom.json;

import java.util.HexFormat;

/** Where in a data set one is: tags and item numbers, "00400275/0/00420011". */
final class ElementPath {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final StringBuilder path = new StringBuilder();

    static String key(int tag) {
        return HEX.toHexDigits(tag);
    }

    /** Steps to an element; returns what {@link #leave} needs to step back. */
    int enter(int tag) {
        return enter(key(tag));
    }

    int enterItem(int index) {
        return enter(Integer.toString(index));
    }

    private int enter(String step) {
        int before = path.length();
        if (before > 0) {
            path.append('/');
        }
        path.append(step);
        return before;
    }

    void leave(int before) {
        path.setLength(before);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
