package org.lianzhen.dicom.dimse;

import java.util.List;

/** Command sets as DCMTK 3.6.7 wrote them: its echoscu, storescu, findscu, getscu, movescu and dcmqrscp, recorded on the wire. */
final class DcmtkVectors {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final String MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
    private static final String GET = "1.2.840.10008.5.1.4.1.2.2.3";
    private static final String INSTANCE = "1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322";

    static final CommandVector ECHOSCU = new CommandVector(new CEchoRq(1, VERIFICATION), """
            00 00 00 00 04 00 00 00  38 00 00 00              # group length: 56
            00 00 02 00 12 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                31 00
            00 00 00 01 02 00 00 00  30 00                    # Command Field: C-ECHO-RQ
            00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            """);

    static final CommandVector ECHOED = new CommandVector(new CEchoRsp(1, Outcome.SUCCESS, VERIFICATION), """
            00 00 00 00 04 00 00 00  42 00 00 00              # group length: 66
            00 00 02 00 12 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                31 00
            00 00 00 01 02 00 00 00  30 80                    # Command Field: C-ECHO-RSP
            00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
            """);

    static final CommandVector STORESCU = new CommandVector(new CStoreRq(1, CT, INSTANCE, Priority.MEDIUM, null),
            """
                    00 00 00 00 04 00 00 00  82 00 00 00              # group length: 130
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 00                    # Command Field: C-STORE-RQ
                    00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
                    00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 30 00 00 00                           # Affected SOP Instance UID: "1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322"
                        31 2E 33 2E 36 2E 31 2E 34 2E 31 2E 35 39 36 32
                        2E 31 2E 31 2E 31 2E 31 2E 31 2E 32 30 30 34 30
                        31 31 39 30 37 32 37 33 30 2E 31 32 33 32 32 00
                    """);

    static final CommandVector STORED = new CommandVector(new CStoreRsp(1, Outcome.SUCCESS, CT, INSTANCE),
            """
                    00 00 00 00 04 00 00 00  82 00 00 00              # group length: 130
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 80                    # Command Field: C-STORE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 00 10 30 00 00 00                           # Affected SOP Instance UID: "1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322"
                        31 2E 33 2E 36 2E 31 2E 34 2E 31 2E 35 39 36 32
                        2E 31 2E 31 2E 31 2E 31 2E 31 2E 32 30 30 34 30
                        31 31 39 30 37 32 37 33 30 2E 31 32 33 32 32 00
                    """);

    static final CommandVector FINDSCU = new CommandVector(new CFindRq(1, FIND, Priority.MEDIUM), """
            00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76
            00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                31 2E 34 2E 31 2E 32 2E 32 2E 31 00
            00 00 00 01 02 00 00 00  20 00                    # Command Field: C-FIND-RQ
            00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
            00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
            00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
            """);

    static final CommandVector FOUND = new CommandVector(new CFindRsp(1, Outcome.of(Status.PENDING), FIND, true), """
            00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76
            00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                31 2E 34 2E 31 2E 32 2E 32 2E 31 00
            00 00 00 01 02 00 00 00  20 80                    # Command Field: C-FIND-RSP
            00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
            00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
            00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
            """);

    static final CommandVector FIND_ENDED = new CommandVector(new CFindRsp(1, Outcome.SUCCESS, FIND, false), """
            00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76
            00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                31 2E 34 2E 31 2E 32 2E 32 2E 31 00
            00 00 00 01 02 00 00 00  20 80                    # Command Field: C-FIND-RSP
            00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
            """);

    static final CommandVector GETSCU = new CommandVector(new CGetRq(1, GET, Priority.MEDIUM), """
            00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76
            00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                31 2E 34 2E 31 2E 32 2E 32 2E 33 00
            00 00 00 01 02 00 00 00  10 00                    # Command Field: C-GET-RQ
            00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
            00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
            00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
            """);

    static final CommandVector GET_GOES_ON = new CommandVector(
            new CGetRsp(1, Outcome.of(Status.PENDING), GET, new SubOperations(0, 1, 0, 0), false),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 33 00
                    00 00 00 01 02 00 00 00  10 80                    # Command Field: C-GET-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
                    00 00 20 10 02 00 00 00  00 00                    # Number of Remaining Sub-operations: 0
                    00 00 21 10 02 00 00 00  01 00                    # Number of Completed Sub-operations: 1
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector GET_ENDED = new CommandVector(
            new CGetRsp(1, Outcome.SUCCESS, GET, SubOperations.ended(1, 0, 0), false),
            """
                    00 00 00 00 04 00 00 00  6A 00 00 00              # group length: 106
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 33 00
                    00 00 00 01 02 00 00 00  10 80                    # Command Field: C-GET-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 21 10 02 00 00 00  01 00                    # Number of Completed Sub-operations: 1
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector MOVESCU = new CommandVector(new CMoveRq(1, MOVE, Priority.MEDIUM, "DEST"), """
            00 00 00 00 04 00 00 00  58 00 00 00              # group length: 88
            00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                31 2E 34 2E 31 2E 32 2E 32 2E 32 00
            00 00 00 01 02 00 00 00  21 00                    # Command Field: C-MOVE-RQ
            00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
            00 00 00 06 04 00 00 00  44 45 53 54              # Move Destination: "DEST"
            00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
            00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
            """);

    static final CommandVector STORED_BY_A_MOVE = new CommandVector(
            new CStoreRq(1, CT, INSTANCE, Priority.MEDIUM, new MoveOriginator("MOVESCU", 1)),
            """
                    00 00 00 00 04 00 00 00  9C 00 00 00              # group length: 156
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 00                    # Command Field: C-STORE-RQ
                    00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
                    00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 30 00 00 00                           # Affected SOP Instance UID: "1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322"
                        31 2E 33 2E 36 2E 31 2E 34 2E 31 2E 35 39 36 32
                        2E 31 2E 31 2E 31 2E 31 2E 31 2E 32 30 30 34 30
                        31 31 39 30 37 32 37 33 30 2E 31 32 33 32 32 00
                    00 00 30 10 08 00 00 00  4D 4F 56 45 53 43 55 20  # Move Originator AE Title: "MOVESCU "
                    00 00 31 10 02 00 00 00  01 00                    # Move Originator Message ID: 1
                    """);

    static final CommandVector MOVE_GOES_ON = new CommandVector(
            new CMoveRsp(1, Outcome.of(Status.PENDING), MOVE, new SubOperations(0, 1, 0, 0), false),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 80                    # Command Field: C-MOVE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
                    00 00 20 10 02 00 00 00  00 00                    # Number of Remaining Sub-operations: 0
                    00 00 21 10 02 00 00 00  01 00                    # Number of Completed Sub-operations: 1
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector MOVE_ENDED = new CommandVector(
            new CMoveRsp(1, Outcome.SUCCESS, MOVE, SubOperations.ended(1, 0, 0), false),
            """
                    00 00 00 00 04 00 00 00  6A 00 00 00              # group length: 106
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 80                    # Command Field: C-MOVE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 21 10 02 00 00 00  01 00                    # Number of Completed Sub-operations: 1
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final CommandVector MOVE_REFUSED = new CommandVector(
            new CMoveRsp(1, Outcome.of(Status.MOVE_DESTINATION_UNKNOWN), MOVE, SubOperations.ended(0, 0, 0), false),
            """
                    00 00 00 00 04 00 00 00  6A 00 00 00              # group length: 106
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 32 00
                    00 00 00 01 02 00 00 00  21 80                    # Command Field: C-MOVE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  01 A8                    # Status: A801H
                    00 00 21 10 02 00 00 00  00 00                    # Number of Completed Sub-operations: 0
                    00 00 22 10 02 00 00 00  00 00                    # Number of Failed Sub-operations: 0
                    00 00 23 10 02 00 00 00  00 00                    # Number of Warning Sub-operations: 0
                    """);

    static final List<CommandVector> ALL = List.of(ECHOSCU, ECHOED, STORESCU, STORED, FINDSCU, FOUND, FIND_ENDED,
            GETSCU, GET_GOES_ON, GET_ENDED, MOVESCU, STORED_BY_A_MOVE, MOVE_GOES_ON, MOVE_ENDED, MOVE_REFUSED);

    private DcmtkVectors() {}
}
