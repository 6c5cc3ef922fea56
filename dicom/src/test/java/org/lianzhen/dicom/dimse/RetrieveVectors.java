package org.lianzhen.dicom.dimse;

import java.util.List;

/** C-GET and C-MOVE messages and the bytes of their command sets (PS3.7 sections 9.3, 10.3, 6.3.1). */
final class RetrieveVectors {
    static final CommandVector C_GET_RQ = new CommandVector(
            new CGetRq(4, "1.2.840.10008.5.1.4.1.2.2.3", Priority.MEDIUM),
            """
                    00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 33 00
                    00 00 00 01 02 00 00 00  10 00                    # Command Field: C-GET-RQ
                    00 00 10 01 02 00 00 00  04 00                    # Message ID: 4
                    00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    """);

    static final CommandVector C_GET_RSP_PENDING = new CommandVector(
            new CGetRsp(4, Outcome.of(Status.PENDING), "1.2.840.10008.5.1.4.1.2.2.3", new SubOperations(300, 1, 2, 3),
                    false),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 33 00
                    00 00 00 01 02 00 00 00  10 80                    # Command Field: C-GET-RSP
                    00 00 20 01 02 00 00 00  04 00                    # Message ID Being Responded To: 4
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
                    00 00 20 10 02 00 00 00  2C 01                    # Number of Remaining Sub-operations: 300
                    00 00 21 10 02 00 00 00  01 00                    # Number of Completed Sub-operations: 1
                    00 00 22 10 02 00 00 00  02 00                    # Number of Failed Sub-operations: 2
                    00 00 23 10 02 00 00 00  03 00                    # Number of Warning Sub-operations: 3
                    """);

    static final CommandVector C_GET_RSP_WITH_FAILED_LIST = new CommandVector(
            new CGetRsp(4, Outcome.of(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES), "1.2.840.10008.5.1.4.1.2.2.3",
                    SubOperations.ended(304, 2, 0), true),
            """
                    00 00 00 00 04 00 00 00  6A 00 00 00              # group length: 106 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 33 00
                    00 00 00 01 02 00 00 00  10 80                    # Command Field: C-GET-RSP
                    00 00 20 01 02 00 00 00  04 00                    # Message ID Being Responded To: 4
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 09 02 00 00 00  00 B0                    # Status: B000H
                    00 00 21 10 02 00 00 00  30 01                    # Number of Completed Sub-operations: 304
                    00 00 22 10 02 00 00 00  02 00                    # Number of Failed Sub-operations: 2
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector C_MOVE_RQ = new CommandVector(
            new CMoveRq(5, "1.2.840.10008.5.1.4.1.2.2.2", Priority.HIGH, "TS1PACS"),
            """
                    00 00 00 00 04 00 00 00  5C 00 00 00              # group length: 92 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 00                    # Command Field: C-MOVE-RQ
                    00 00 10 01 02 00 00 00  05 00                    # Message ID: 5
                    00 00 00 06 08 00 00 00  54 53 31 50 41 43 53 20  # Move Destination: "TS1PACS"
                    00 00 00 07 02 00 00 00  01 00                    # Priority: HIGH
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    """);

    static final CommandVector C_MOVE_RSP_PENDING = new CommandVector(
            new CMoveRsp(5, Outcome.of(Status.PENDING), "1.2.840.10008.5.1.4.1.2.2.2", new SubOperations(1, 0, 0, 0),
                    false),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 80                    # Command Field: C-MOVE-RSP
                    00 00 20 01 02 00 00 00  05 00                    # Message ID Being Responded To: 5
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
                    00 00 20 10 02 00 00 00  01 00                    # Number of Remaining Sub-operations: 1
                    00 00 21 10 02 00 00 00  00 00                    # Number of Completed Sub-operations: 0
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector C_MOVE_RSP_UNKNOWN_DESTINATION = new CommandVector(
            new CMoveRsp(5, Outcome.of(Status.MOVE_DESTINATION_UNKNOWN), "1.2.840.10008.5.1.4.1.2.2.2",
                    SubOperations.UNKNOWN, false),
            """
                    00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 80                    # Command Field: C-MOVE-RSP
                    00 00 20 01 02 00 00 00  05 00                    # Message ID Being Responded To: 5
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  01 A8                    # Status: A801H
                    """);

    static final List<CommandVector> ALL = List.of(C_GET_RQ, C_GET_RSP_PENDING, C_GET_RSP_WITH_FAILED_LIST, C_MOVE_RQ,
            C_MOVE_RSP_PENDING, C_MOVE_RSP_UNKNOWN_DESTINATION);

    private RetrieveVectors() {}
}
