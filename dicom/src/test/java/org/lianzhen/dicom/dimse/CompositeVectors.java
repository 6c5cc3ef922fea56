package org.lianzhen.dicom.dimse;

import java.util.List;

/** C-ECHO, C-STORE, C-FIND and C-CANCEL messages and the bytes of their command sets (PS3.7 sections 9.3, 10.3, 6.3.1). */
final class CompositeVectors {
    static final CommandVector C_ECHO_RQ = new CommandVector(new CEchoRq(7, "1.2.840.10008.1.1"), """
            00 00 00 00 04 00 00 00  38 00 00 00              # group length: 56 bytes follow it
            00 00 02 00 12 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                31 00
            00 00 00 01 02 00 00 00  30 00                    # Command Field: C-ECHO-RQ
            00 00 10 01 02 00 00 00  07 00                    # Message ID: 7
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            """);

    static final CommandVector C_ECHO_RSP = new CommandVector(new CEchoRsp(7, Outcome.SUCCESS, "1.2.840.10008.1.1"), """
            00 00 00 00 04 00 00 00  42 00 00 00              # group length: 66 bytes follow it
            00 00 02 00 12 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.1"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                31 00
            00 00 00 01 02 00 00 00  30 80                    # Command Field: C-ECHO-RSP
            00 00 20 01 02 00 00 00  07 00                    # Message ID Being Responded To: 7
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
            """);

    static final CommandVector C_STORE_RQ = new CommandVector(
            new CStoreRq(1, "1.2.840.10008.5.1.4.1.1.2", "1.2.3.4", Priority.MEDIUM, null),
            """
                    00 00 00 00 04 00 00 00  5A 00 00 00              # group length: 90 bytes follow it
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 00                    # Command Field: C-STORE-RQ
                    00 00 10 01 02 00 00 00  01 00                    # Message ID: 1
                    00 00 00 07 02 00 00 00  00 00                    # Priority: MEDIUM
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector C_STORE_RQ_OF_A_MOVE = new CommandVector(
            new CStoreRq(65535, "1.2.840.10008.5.1.4.1.1.2", "1.2.3.45", Priority.HIGH,
                    new MoveOriginator("CH1PACS", 258)),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116 bytes follow it
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 00                    # Command Field: C-STORE-RQ
                    00 00 10 01 02 00 00 00  FF FF                    # Message ID: 65535
                    00 00 00 07 02 00 00 00  01 00                    # Priority: HIGH
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 35  # Affected SOP Instance UID: "1.2.3.45"
                    00 00 30 10 08 00 00 00  43 48 31 50 41 43 53 20  # Move Originator AE Title: "CH1PACS"
                    00 00 31 10 02 00 00 00  02 01                    # Move Originator Message ID: 258
                    """);

    static final CommandVector C_STORE_RSP = new CommandVector(
            new CStoreRsp(1, Outcome.SUCCESS, "1.2.840.10008.5.1.4.1.1.2", "1.2.3.4"),
            """
                    00 00 00 00 04 00 00 00  5A 00 00 00              # group length: 90 bytes follow it
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 80                    # Command Field: C-STORE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector C_STORE_RSP_REFUSED = new CommandVector(
            new CStoreRsp(1,
                    Outcome.of(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, "no pixel data").withOffendingElements(
                            List.of(0x7FE00010, 0x00280010)),
                    "1.2.840.10008.5.1.4.1.1.2", "1.2.3.4"),
            """
                    00 00 00 00 04 00 00 00  80 00 00 00              # group length: 128 bytes follow it
                    00 00 02 00 1A 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.1.2"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 31 2E 32 00
                    00 00 00 01 02 00 00 00  01 80                    # Command Field: C-STORE-RSP
                    00 00 20 01 02 00 00 00  01 00                    # Message ID Being Responded To: 1
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 A9                    # Status: A900H
                    00 00 01 09 08 00 00 00  E0 7F 10 00 28 00 10 00  # Offending Element: (7FE0,0010), (0028,0010)
                    00 00 02 09 0E 00 00 00                           # Error Comment: "no pixel data"
                        6E 6F 20 70 69 78 65 6C 20 64 61 74 61 20
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector C_FIND_RQ = new CommandVector(
            new CFindRq(3, "1.2.840.10008.5.1.4.1.2.2.1", Priority.LOW),
            """
                    00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 31 00
                    00 00 00 01 02 00 00 00  20 00                    # Command Field: C-FIND-RQ
                    00 00 10 01 02 00 00 00  03 00                    # Message ID: 3
                    00 00 00 07 02 00 00 00  02 00                    # Priority: LOW
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    """);

    static final CommandVector C_FIND_RSP_PENDING = new CommandVector(
            new CFindRsp(3, Outcome.of(Status.PENDING), "1.2.840.10008.5.1.4.1.2.2.1", true),
            """
                    00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 31 00
                    00 00 00 01 02 00 00 00  20 80                    # Command Field: C-FIND-RSP
                    00 00 20 01 02 00 00 00  03 00                    # Message ID Being Responded To: 3
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 09 02 00 00 00  00 FF                    # Status: FF00H
                    """);

    static final CommandVector C_FIND_RSP_END = new CommandVector(
            new CFindRsp(3, Outcome.SUCCESS, "1.2.840.10008.5.1.4.1.2.2.1", false),
            """
                    00 00 00 00 04 00 00 00  4C 00 00 00              # group length: 76 bytes follow it
                    00 00 02 00 1C 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.5.1.4.1.2.2.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 35 2E
                        31 2E 34 2E 31 2E 32 2E 32 2E 31 00
                    00 00 00 01 02 00 00 00  20 80                    # Command Field: C-FIND-RSP
                    00 00 20 01 02 00 00 00  03 00                    # Message ID Being Responded To: 3
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    """);

    static final CommandVector C_CANCEL_RQ = new CommandVector(new CCancelRq(3), """
            00 00 00 00 04 00 00 00  1E 00 00 00              # group length: 30 bytes follow it
            00 00 00 01 02 00 00 00  FF 0F                    # Command Field: C-CANCEL-RQ
            00 00 20 01 02 00 00 00  03 00                    # Message ID Being Responded To: 3
            00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
            """);

    static final List<CommandVector> ALL = List.of(C_ECHO_RQ, C_ECHO_RSP, C_STORE_RQ, C_STORE_RQ_OF_A_MOVE, C_STORE_RSP,
            C_STORE_RSP_REFUSED, C_FIND_RQ, C_FIND_RSP_PENDING, C_FIND_RSP_END, C_CANCEL_RQ);

    private CompositeVectors() {}
}
