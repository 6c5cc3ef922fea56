package org.lianzhen.dicom.service;

import static org.lianzhen.dicom.service.QueryOption.DATE_TIME;
import static org.lianzhen.dicom.service.QueryOption.EMPTY_VALUES;
import static org.lianzhen.dicom.service.QueryOption.ENHANCED_MULTI_FRAME;
import static org.lianzhen.dicom.service.QueryOption.FUZZY_NAMES;
import static org.lianzhen.dicom.service.QueryOption.MULTIPLE_VALUES;
import static org.lianzhen.dicom.service.QueryOption.RELATIONAL;
import static org.lianzhen.dicom.service.QueryOption.TIMEZONE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.AssociationTerms;

/**
 * The service-class-application-information field of query and retrieve classes: a byte of 1 or 0 for each option, in the
 * order of PS3.4 Tables C.5-1, C.5-3, C.5-5 and K.5-1. Later bytes may be missing, which means 0.
 */
enum OptionField {
    /** C-FIND of Query/Retrieve. */
    FIND(0, RELATIONAL, DATE_TIME, FUZZY_NAMES, TIMEZONE, ENHANCED_MULTI_FRAME, EMPTY_VALUES, MULTIPLE_VALUES),
    /** C-MOVE and C-GET. */
    RETRIEVE(0, RELATIONAL, ENHANCED_MULTI_FRAME),
    /** C-FIND of the worklist: after two bytes that are always 1, in which old peers asked for something else. */
    WORKLIST(2, FUZZY_NAMES, TIMEZONE);

    private static final byte YES = 1;

    private final int reserved;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<QueryOption> options;

    OptionField(int reserved, QueryOption... options) {
        this.reserved = reserved;
        this.options = List.of(options);
    }

    /** The field of a query or retrieve class. */
    static OptionField of(String sopClassUid) {
        InformationModel model = InformationModel.of(sopClassUid);
        if (model == null) {
            throw new IllegalArgumentException(sopClassUid + " is no class of queries or retrievals");
        }
        if (model == InformationModel.MODALITY_WORKLIST) {
            return WORKLIST;
        }
        return sopClassUid.equals(model.findSopClassUid()) ? FIND : RETRIEVE;
    }

    /** The options that were agreed on for a query or retrieve class. */
    static Set<QueryOption> agreed(AssociationTerms terms, String sopClassUid) {
        return of(sopClassUid).decode(terms.extendedAnswer(sopClassUid));
    }

    /** The same, where we had asked: what a peer offers unasked counts for nothing. */
    static Set<QueryOption> agreed(AssociationTerms terms, String sopClassUid, Set<QueryOption> wanted) {
        Set<QueryOption> agreed = agreed(terms, sopClassUid);
        agreed.retainAll(wanted);
        return agreed;
    }

    /** Asks for options: as short as possible, since old peers know only the first bytes. */
    byte[] proposal(Set<QueryOption> wanted) {
        if (!options.containsAll(wanted)) {
            throw new IllegalArgumentException(this + " has only " + options + ", not all of " + wanted);
        }
        int last = wanted.stream().mapToInt(options::indexOf).max().orElse(0);
        return encode(wanted, reserved + last + 1);
    }

    /** Answers each byte that was sent, and no more; null where nothing was asked. */
    byte @Nullable [] answer(byte[] proposed, Set<QueryOption> supported) {
        if (proposed.length == 0) {
            return null;
        }
        Set<QueryOption> agreed = decode(proposed);
        agreed.retainAll(supported);
        return encode(agreed, Math.min(proposed.length, reserved + options.size()));
    }

    /** The options that are on, in a field of a peer or ours; null is a missing field. */
    Set<QueryOption> decode(byte @Nullable [] field) {
        Set<QueryOption> on = EnumSet.noneOf(QueryOption.class);
        for (int i = 0; field != null && i < options.size() && reserved + i < field.length; i++) {
            if (field[reserved + i] == YES) {
                on.add(options.get(i));
            }
        }
        return on;
    }

    private byte[] encode(Set<QueryOption> on, int length) {
        var field = new byte[length];
        Arrays.fill(field, 0, Math.min(reserved, length), YES);
        for (int i = reserved; i < length; i++) {
            field[i] = on.contains(options.get(i - reserved)) ? YES : 0;
        }
        return field;
    }
}
