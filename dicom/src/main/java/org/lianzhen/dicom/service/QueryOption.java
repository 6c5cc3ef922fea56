package org.lianzhen.dicom.service;

/**
 * What queries and retrievals may do beyond the baseline where both sides agree to it by SOP class extended negotiation (PS3.4
 * sections C.5.1.1, C.5.2.1, C.5.3.1 and K.5.1). Retrievals know the first and the fifth, the worklist the third and fourth.
 */
public enum QueryOption {
    /** The unique keys of the levels above may be left out. */
    RELATIONAL,
    /** A range of dates and one of times together are one range of moments. */
    DATE_TIME,
    /** Person names match by meaning, not literally: phonetically, in any order, in whichever script. */
    FUZZY_NAMES,
    /** Dates and times of the keys are in their Timezone Offset From UTC (0008,0201), and are adjusted for matching. */
    TIMEZONE,
    /** Query/Retrieve View (0008,0053) tells images as they were made from converted ones. */
    ENHANCED_MULTI_FRAME,
    /** A key of two quotation marks matches what has no value. */
    EMPTY_VALUES,
    /** A key of several values matches any of them. */
    MULTIPLE_VALUES
}
