package org.lianzhen.dicom.dimse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended, with what PS3.7 annex C lets a response add to the status.
 *
 * @param status (0000,0900)
 * @param errorComment (0000,0902); sent in ASCII with other characters as '?', at most 64 characters
 * @param errorId (0000,0903), 0 to 65535
 * @param offendingElements tags, (0000,0901)
 * @param attributeIdentifierList tags of attributes that were not set or are unknown, (0000,1005); N-services only
 */
public record Outcome(Status status, @Nullable String errorComment, @Nullable Integer errorId,
        List<Integer> offendingElements, List<Integer> attributeIdentifierList) {

    public static final Outcome SUCCESS = of(Status.SUCCESS);

    public Outcome {
        if (errorId != null) {
            Fields.u16("ErrorID", errorId);
        }
        offendingElements = List.copyOf(offendingElements);
        attributeIdentifierList = List.copyOf(attributeIdentifierList);
    }

    public static Outcome of(Status status) {
        return new Outcome(status, null, null, List.of(), List.of());
    }

    /** With the reason in plain words for the people at the other end. */
    public static Outcome of(Status status, String errorComment) {
        return new Outcome(status, errorComment, null, List.of(), List.of());
    }

    /** The same, naming the elements at fault. */
    public Outcome withOffendingElements(List<Integer> tags) {
        return new Outcome(status, errorComment, errorId, tags, attributeIdentifierList);
    }

    /** The same, naming attributes that were not stored, were out of range or do not exist. */
    public Outcome withAttributeIdentifierList(List<Integer> tags) {
        return new Outcome(status, errorComment, errorId, offendingElements, tags);
    }
}
