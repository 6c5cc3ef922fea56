package org.lianzhen.gateway.archive.conflict;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.dict.Tag;

/** Collects where two instances differ, up to a number that a person still reads. */
final class Findings {
    private static final int MOST = 20;

    private final List<String> where;
    private final String path;

    private Findings(List<String> where, String path) {
        this.where = where;
        this.path = path;
    }

    static Findings none() {
        return new Findings(new ArrayList<>(), "");
    }

    /** For an item, which adds to the same list. */
    Findings within(int sequence, int item) {
        return new Findings(where, path + Tag.format(sequence) + "[" + (item + 1) + "].");
    }

    void add(int tag) {
        add(Tag.format(tag));
    }

    void add(String what) {
        if (!areEnough()) {
            where.add(path + what);
        }
    }

    boolean areEnough() {
        return where.size() >= MOST;
    }

    List<String> where() {
        return List.copyOf(where);
    }
}
