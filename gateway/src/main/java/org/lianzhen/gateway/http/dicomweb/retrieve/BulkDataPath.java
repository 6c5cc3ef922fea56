package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;

/**
 * Where in a data set a value is: tags and item numbers from 0, such as {@code 54000100/0/54001010}.
 *
 * @param steps tags and item numbers in turn, a tag first and last
 */
record BulkDataPath(List<Integer> steps) {
    private static final Pattern PATH = Pattern.compile("[0-9A-Fa-f]{8}(/[0-9]{1,6}/[0-9A-Fa-f]{8}){0,63}");
    private static final int HEXADECIMAL = 16;

    BulkDataPath {
        steps = List.copyOf(steps);
    }

    /** Null for what is no path. */
    static @Nullable BulkDataPath parse(String text) {
        if (!PATH.matcher(text).matches()) {
            return null;
        }
        String[] parts = text.split("/", -1);
        Integer[] steps = new Integer[parts.length];
        for (int i = 0; i < parts.length; i++) {
            steps[i] = i % 2 == 0 ? Integer.parseUnsignedInt(parts[i], HEXADECIMAL) : Integer.parseInt(parts[i]);
        }
        return new BulkDataPath(List.of(steps));
    }

    /** The tag of the value when it lies in no sequence, else 0. */
    int topTag() {
        return steps.size() == 1 ? steps.getFirst() : 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i == 0 ? "" : "/")
                    .append(i % 2 == 0 ? "%08X".formatted(steps.get(i)) : steps.get(i).toString());
        }
        return text.toString();
    }

    /** What is there; null when there is nothing. */
    @Nullable
    Element in(DataSet whole) {
        DataSet dataSet = whole;
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            List<DataSet> items = dataSet.items(steps.get(i));
            int item = steps.get(i + 1);
            if (item >= items.size()) {
                return null;
            }
            dataSet = items.get(item);
        }
        return dataSet.element(steps.getLast());
    }
}
