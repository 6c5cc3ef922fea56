package org.lianzhen.dicom.dimse;

import java.util.Locale;

/**
 * Status (0000,0900) of a response: a 16-bit code, what class of outcome it belongs to, and its meaning (PS3.7 annex C and PS3.4 for the
 * service classes). Codes no table names are kept as they came; their class follows from the code.
 *
 * @param code 0 to 65535
 */
public record Status(int code) {

    /** What a code means for the operation, whatever the service. */
    public enum Category {
        SUCCESS, PENDING, CANCEL, WARNING, FAILURE
    }

    public static final Status SUCCESS = new Status(0x0000);
    /** A match or progress; more responses follow. */
    public static final Status PENDING = new Status(0xFF00);
    /** A match by a server that does not support some optional keys; more responses follow. */
    public static final Status PENDING_WITHOUT_OPTIONAL_KEYS = new Status(0xFF01);
    public static final Status CANCEL = new Status(0xFE00);

    public static final Status OPTIONAL_ATTRIBUTES_NOT_SUPPORTED = new Status(0x0001);
    public static final Status ATTRIBUTE_LIST_ERROR = new Status(0x0107);
    public static final Status ATTRIBUTE_VALUE_OUT_OF_RANGE = new Status(0x0116);
    /** Storage: stored, but some elements were changed. */
    public static final Status COERCION_OF_DATA_ELEMENTS = new Status(0xB000);
    /** C-MOVE and C-GET: ended, but some sub-operations failed or had warnings. The same code as {@link #COERCION_OF_DATA_ELEMENTS}. */
    public static final Status SUB_OPERATIONS_COMPLETE_WITH_FAILURES = new Status(0xB000);
    public static final Status ELEMENTS_DISCARDED = new Status(0xB006);
    public static final Status STORED_DATA_SET_DOES_NOT_MATCH_SOP_CLASS = new Status(0xB007);

    public static final Status NO_SUCH_ATTRIBUTE = new Status(0x0105);
    public static final Status INVALID_ATTRIBUTE_VALUE = new Status(0x0106);
    public static final Status PROCESSING_FAILURE = new Status(0x0110);
    public static final Status DUPLICATE_SOP_INSTANCE = new Status(0x0111);
    public static final Status NO_SUCH_SOP_INSTANCE = new Status(0x0112);
    public static final Status NO_SUCH_EVENT_TYPE = new Status(0x0113);
    public static final Status NO_SUCH_ARGUMENT = new Status(0x0114);
    public static final Status INVALID_ARGUMENT_VALUE = new Status(0x0115);
    public static final Status INVALID_SOP_INSTANCE = new Status(0x0117);
    public static final Status NO_SUCH_SOP_CLASS = new Status(0x0118);
    public static final Status CLASS_INSTANCE_CONFLICT = new Status(0x0119);
    public static final Status MISSING_ATTRIBUTE = new Status(0x0120);
    public static final Status MISSING_ATTRIBUTE_VALUE = new Status(0x0121);
    public static final Status SOP_CLASS_NOT_SUPPORTED = new Status(0x0122);
    public static final Status NO_SUCH_ACTION_TYPE = new Status(0x0123);
    public static final Status NOT_AUTHORIZED = new Status(0x0124);
    public static final Status DUPLICATE_INVOCATION = new Status(0x0210);
    public static final Status UNRECOGNIZED_OPERATION = new Status(0x0211);
    public static final Status MISTYPED_ARGUMENT = new Status(0x0212);
    public static final Status RESOURCE_LIMITATION = new Status(0x0213);
    public static final Status OUT_OF_RESOURCES = new Status(0xA700);
    public static final Status UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES = new Status(0xA701);
    public static final Status UNABLE_TO_PERFORM_SUB_OPERATIONS = new Status(0xA702);
    public static final Status MOVE_DESTINATION_UNKNOWN = new Status(0xA801);
    /** The data set or the identifier is not what the SOP class asks for. */
    public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS = new Status(0xA900);
    /** Storage: cannot understand. Query and retrieve: unable to process. */
    public static final Status UNABLE_TO_PROCESS = new Status(0xC000);

    public Status {
        Fields.u16("Status", code);
    }

    /** Pending means that more responses follow; every other category ends the operation. */
    public Category category() {
        return switch (code) {
            case 0x0000 -> Category.SUCCESS;
            case 0xFF00, 0xFF01 -> Category.PENDING;
            case 0xFE00 -> Category.CANCEL;
            case 0x0001, 0x0107, 0x0116 -> Category.WARNING;
            default -> code >>> 12 == 0xB ? Category.WARNING : Category.FAILURE;
        };
    }

    public boolean isPending() {
        return category() == Category.PENDING;
    }

    public boolean isFailure() {
        return category() == Category.FAILURE;
    }

    /** The meaning in a few plain words, in the standard's terms. */
    public String meaning() {
        return StatusMeaning.of(code);
    }

    /** "A700H: out of resources". */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04XH: %s", code, meaning());
    }
}
