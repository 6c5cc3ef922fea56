package org.lianzhen.dicom.dimse;

/** The elements of group 0000 that messages are made of (PS3.7 annex E). */
final class CommandTag {
    static final int COMMAND_GROUP_LENGTH = 0x0000;
    static final int AFFECTED_SOP_CLASS_UID = 0x0002;
    static final int REQUESTED_SOP_CLASS_UID = 0x0003;
    static final int COMMAND_FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    static final int MOVE_DESTINATION = 0x0600;
    static final int PRIORITY = 0x0700;
    static final int COMMAND_DATA_SET_TYPE = 0x0800;
    static final int STATUS = 0x0900;
    static final int OFFENDING_ELEMENT = 0x0901;
    static final int ERROR_COMMENT = 0x0902;
    static final int ERROR_ID = 0x0903;
    static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;
    static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;
    static final int EVENT_TYPE_ID = 0x1002;
    static final int ATTRIBUTE_IDENTIFIER_LIST = 0x1005;
    static final int ACTION_TYPE_ID = 0x1008;
    static final int NUMBER_OF_REMAINING_SUB_OPERATIONS = 0x1020;
    static final int NUMBER_OF_COMPLETED_SUB_OPERATIONS = 0x1021;
    static final int NUMBER_OF_FAILED_SUB_OPERATIONS = 0x1022;
    static final int NUMBER_OF_WARNING_SUB_OPERATIONS = 0x1023;
    static final int MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE = 0x1030;
    static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

    /** Command Data Set Type of a message that consists of the command alone. */
    static final int NO_DATA_SET = 0x0101;

    private CommandTag() {}
}
