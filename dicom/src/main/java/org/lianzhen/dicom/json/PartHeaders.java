package org.lianzhen.dicom.json;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The header fields of one part, names without regard to case. Immutable. */
public final class PartHeaders {

    public static final PartHeaders EMPTY = new PartHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final Map<String, String> fields;

    private PartHeaders(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Headers with a Content-Type alone. */
    public static PartHeaders ofType(String contentType) {
        return EMPTY.with("Content-Type", contentType);
    }

    /**
     * The same with one field more, or with another value of it.
     *
     * @throws IllegalArgumentException when name or value would break out of its line
     */
    public PartHeaders with(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(MediaTypeText::isTokenChar)) {
            throw new IllegalArgumentException("not a header field name");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("header field " + name + " contains a control character");
        }
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        copy.put(name, value);
        return new PartHeaders(copy);
    }

    /** The value of a field, null when it is not there. */
    public @Nullable String get(String name) {
        return fields.get(name);
    }

    /** The media type of the part, with its parameters. */
    public @Nullable String contentType() {
        return get("Content-Type");
    }

    /** Where the content can be fetched, or by which name other parts refer to it. */
    public @Nullable String contentLocation() {
        return get("Content-Location");
    }

    /** All fields by name, in alphabetical order. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartHeaders that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.values().stream().mapToInt(String::hashCode).sum();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
