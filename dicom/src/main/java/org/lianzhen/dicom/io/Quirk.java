package org.lianzhen.dicom.io;

/**
 * A departure from the standard that a parser met and put up with.
 *
 * @param where path of tags as in {@link DataSetException#where}
 * @param offset in bytes from the start of the data set
 */
public record Quirk(Kind kind, String where, long offset) {

    /** What was wrong. */
    public enum Kind {
        /** The bytes are in another syntax than declared. */
        OTHER_SYNTAX,
        /** The two bytes of the value representation mean nothing. */
        UNKNOWN_VR,
        /** A length field of the wrong width for its value representation. */
        LENGTH_FIELD_WIDTH,
        /** A value of odd length. */
        ODD_LENGTH,
        /** A sequence whose length is not that of its items. */
        WRONG_SEQUENCE_LENGTH,
        /** An item whose length is not that of its elements. */
        WRONG_ITEM_LENGTH,
        /** A delimiter where nothing was open. */
        STRAY_DELIMITER,
        /** The data set ended inside a sequence or pixel data of undefined length. */
        MISSING_DELIMITER,
        /** Items in an element that is not declared a sequence. */
        HIDDEN_SEQUENCE,
        /** A sequence of representation UN whose items are in explicit VR against CP-246. */
        EXPLICIT_IN_UNKNOWN,
        /** Encapsulated pixel data in a native transfer syntax. */
        ENCAPSULATED_IN_NATIVE,
        /** Native pixel data in an encapsulated transfer syntax. */
        NATIVE_IN_ENCAPSULATED,
        /** Elements out of order. */
        OUT_OF_ORDER,
        /** The same tag twice; the last counts. */
        DUPLICATE,
        /** A zlib header before a deflated data set. */
        ZLIB_HEADER,
        /** Bytes after the end that are no element. */
        TRAILING_BYTES
    }
}
