package org.lianzhen.gateway.http.dicomweb.search;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.query.Conditions;

/** Reads the query part of a search (PS3.18 sections 8.3.4 and 10.6.1.2). Every fault is a {@link ProblemException} (400). */
final class SearchParameters {
    private static final int LARGEST_PAGE = 1000;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_OFFSET = 10_000;
    private static final int LONGEST_VALUE = 1024;
    private static final int MOST_UIDS = 1000;
    private static final int LONGEST_NAME = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[,\\\\]");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    /** Those that every service may have, and those that we do not need. */
    private static final Set<String> WITHOUT_MEANING = Set.of("accept", "charset");

    private final QueryLevel level;
    private final int largestOffset;
    private final DataSetBuilder identifier = DataSet.builder(SpecificCharacterSet.UTF_8);
    private final DataSetBuilder request = DataSet.builder(SpecificCharacterSet.UTF_8);
    private final Set<Integer> keys = new HashSet<>();
    private final Set<Integer> included = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean everything;
    private boolean fuzzy;
    private int limit = USUAL_PAGE;
    private int offset;

    /** @param largestOffset has no need to be small within a study, which has an end */
    private SearchParameters(QueryLevel level, int largestOffset) {
        this.level = level;
        this.largestOffset = largestOffset;
    }

    /** @param known whether the index holds an attribute at a level */
    static SearchRequest read(QueryLevel level, MultiMap path, MultiMap query, KnownAttributes known) {
        var reader = new SearchParameters(level,
                path.contains("StudyInstanceUID") ? Integer.MAX_VALUE : LARGEST_OFFSET);
        reader.fuzzy = reader.flag(query.get("fuzzymatching"), "fuzzymatching");
        query.forEach(parameter -> reader.take(parameter.getKey(), parameter.getValue(), known));
        path.forEach(parameter -> reader.key(reader.identifier,
                Objects.requireNonNull(AttributeName.tag(parameter.getKey())), parameter.getValue()));
        DataSet identifier = reader.identifier();
        Moments.check(identifier);
        return new SearchRequest(level, identifier, reader.included, reader.everything,
                new Search.Page(reader.offset, reader.limit), reader.warnings);
    }

    private DataSet identifier() {
        return keys.stream().noneMatch(Conditions::isOfRequest) ? identifier.build()
                : identifier.putSequence(Tag.RequestAttributesSequence, request.build()).build();
    }

    private void take(String name, String value, KnownAttributes known) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "limit" -> limit = Math.min(LARGEST_PAGE, Math.max(1, number(name, value)));
            case "offset" -> offset = offset(number(name, value));
            case "fuzzymatching" -> {}
            case "includefield" -> include(value, known);
            case "emptyvaluematching", "multiplevaluematching" -> {
                if (flag(value, name)) {
                    warnings.add(name + " is not supported");
                }
            }
            default -> {
                if (!WITHOUT_MEANING.contains(name)) {
                    attribute(name, value, known);
                }
            }
        }
    }

    private int offset(int asked) {
        if (asked > largestOffset) {
            throw refusal("offset-too-large", "The offset may be " + largestOffset
                    + " at most; ask for a narrower StudyDate or for a PatientID instead of turning so many pages.");
        }
        return asked;
    }

    private void include(String value, KnownAttributes known) {
        for (String name : SEPARATORS.split(value, -1)) {
            Integer tag = AttributeName.tag(name);
            if (name.equals("all")) {
                everything = true;
            } else if (tag == null) {
                warnings.add("an includefield that names no attribute is not supported");
            } else if (!known.isKnown(tag, level)) {
                warnings.add("includefield " + shortened(name) + " is not supported");
            } else {
                included.add(tag);
            }
        }
    }

    private void attribute(String name, String value, KnownAttributes known) {
        Integer tag = AttributeName.tag(name);
        if (tag == null) {
            unknown(name, known);
            return;
        }
        included.add(tag);
        Integer inItem = tag == Tag.RequestAttributesSequence ? AttributeName.inItem(name) : null;
        boolean isPath = name.indexOf('.') >= 0;
        if (inItem != null && Conditions.isOfRequest(inItem) && known.isKnown(tag, level)) {
            key(request, inItem, value);
        } else if (!isPath && tag != Tag.RequestAttributesSequence && known.isKnown(tag, level)) {
            key(identifier, tag, value);
        } else {
            warnings.add(name + " is not supported as a key");
        }
    }

    /** What is no name of an attribute may be anything, such as a patient's: it is not said again. */
    private void unknown(String name, KnownAttributes known) {
        String meant = Misspelt.meant(name, known, level);
        if (meant != null) {
            throw refusal("no-such-attribute",
                    "There is no attribute named " + printable(name) + "; " + meant + " may be meant.");
        }
        warnings.add("a parameter that names no attribute is not supported");
    }

    private void key(DataSetBuilder to, int tag, String value) {
        if (!keys.add(tag)) {
            throw refusal("key-twice", ElementDictionary.keywordOf(tag) + " is there twice.");
        }
        if (!value.isEmpty()) {
            put(to, tag, value);
        }
    }

    private void put(DataSetBuilder to, int tag, String value) {
        Vr vr = ElementDictionary.vrOf(tag);
        String keyword = ElementDictionary.keywordOf(tag);
        if (vr == Vr.UI) {
            to.put(tag, uids(keyword, value));
            return;
        }
        if (value.length() > LONGEST_VALUE) {
            throw refusal("value-too-long", keyword + " may have " + LONGEST_VALUE + " characters at most.");
        }
        if (Moments.isOfDate(tag)) {
            MomentRange.checkForm(vr, keyword, value);
        } else if (vr == Vr.DA || vr == Vr.TM) {
            MomentRange.check(vr, keyword, value);
        }
        to.put(tag, vr, vr == Vr.PN && fuzzy ? contained(value) : value);
    }

    private static String[] uids(String keyword, String value) {
        String[] uids = SEPARATORS.split(value, -1);
        if (uids.length > MOST_UIDS) {
            throw refusal("too-many-uids", keyword + " may name " + MOST_UIDS + " UIDs at most.");
        }
        for (String uid : uids) {
            if (!Resources.isUid(uid)) {
                throw refusal("no-uid", keyword + " has a value that is no UID.");
            }
        }
        return uids;
    }

    /** Fuzzy matching finds a name by any piece of it. */
    private static String contained(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0 ? value : "*" + value + "*";
    }

    private int number(String name, String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw refusal("no-number", name + " must be a whole number, 0 or more.");
        }
        return Integer.parseInt(value);
    }

    private boolean flag(@Nullable String value, String name) {
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal("no-flag", name + " must be true or false.");
        };
    }

    private static String printable(String name) {
        return "\"" + shortened(name).replaceAll("[^\\x20-\\x7e]", "?") + "\"";
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    }

    static ProblemException refusal(String code, String detail) {
        return new ProblemException(Problem.badRequest(code, detail));
    }
}
