package org.lianzhen.dicom.dimse;

import java.util.List;

/** Messages of the normalized services and the bytes of their command sets (PS3.7 sections 9.3, 10.3, 6.3.1). */
final class NormalizedVectors {
    static final CommandVector N_EVENT_REPORT_RQ = new CommandVector(
            new NEventReportRq(9, "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 2, true),
            """
                    00 00 00 00 04 00 00 00  62 00 00 00              # group length: 98 bytes follow it
                    00 00 02 00 14 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.20.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31
                    00 00 00 01 02 00 00 00  00 01                    # Command Field: N-EVENT-REPORT-RQ
                    00 00 10 01 02 00 00 00  09 00                    # Message ID: 9
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 16 00 00 00                           # Affected SOP Instance UID: "1.2.840.10008.1.20.1.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31 2E 31
                    00 00 02 10 02 00 00 00  02 00                    # Event Type ID: 2
                    """);

    static final CommandVector N_EVENT_REPORT_RSP = new CommandVector(
            new NEventReportRsp(9, Outcome.SUCCESS, "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 2, false),
            """
                    00 00 00 00 04 00 00 00  6C 00 00 00              # group length: 108 bytes follow it
                    00 00 02 00 14 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.20.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31
                    00 00 00 01 02 00 00 00  00 81                    # Command Field: N-EVENT-REPORT-RSP
                    00 00 20 01 02 00 00 00  09 00                    # Message ID Being Responded To: 9
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 00 10 16 00 00 00                           # Affected SOP Instance UID: "1.2.840.10008.1.20.1.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31 2E 31
                    00 00 02 10 02 00 00 00  02 00                    # Event Type ID: 2
                    """);

    static final CommandVector N_GET_RQ = new CommandVector(
            new NGetRq(10, "1.2.840.10008.3.1.2.3.3", "1.2.3.4", List.of(0x00400252, 0x00081199)),
            """
                    00 00 00 00 04 00 00 00  5E 00 00 00              # group length: 94 bytes follow it
                    00 00 03 00 18 00 00 00                           # Requested SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  10 01                    # Command Field: N-GET-RQ
                    00 00 10 01 02 00 00 00  0A 00                    # Message ID: 10
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 01 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Requested SOP Instance UID: "1.2.3.4"
                    00 00 05 10 08 00 00 00  40 00 52 02 08 00 99 11  # Attribute Identifier List: (0040,0252), (0008,1199)
                    """);

    static final CommandVector N_GET_RSP = new CommandVector(
            new NGetRsp(10, Outcome.SUCCESS, "1.2.840.10008.3.1.2.3.3", "1.2.3.4", true),
            """
                    00 00 00 00 04 00 00 00  58 00 00 00              # group length: 88 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  10 81                    # Command Field: N-GET-RSP
                    00 00 20 01 02 00 00 00  0A 00                    # Message ID Being Responded To: 10
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector N_SET_RQ = new CommandVector(new NSetRq(11, "1.2.840.10008.3.1.2.3.3", "1.2.3.4"), """
            00 00 00 00 04 00 00 00  4E 00 00 00              # group length: 78 bytes follow it
            00 00 03 00 18 00 00 00                           # Requested SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                31 2E 32 2E 33 2E 33 00
            00 00 00 01 02 00 00 00  20 01                    # Command Field: N-SET-RQ
            00 00 10 01 02 00 00 00  0B 00                    # Message ID: 11
            00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
            00 00 01 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Requested SOP Instance UID: "1.2.3.4"
            """);

    static final CommandVector N_SET_RSP_ATTRIBUTE_LIST_ERROR = new CommandVector(
            new NSetRsp(11, Outcome.of(Status.ATTRIBUTE_LIST_ERROR).withAttributeIdentifierList(List.of(0x00400241)),
                    "1.2.840.10008.3.1.2.3.3", "1.2.3.4", false),
            """
                    00 00 00 00 04 00 00 00  64 00 00 00              # group length: 100 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  20 81                    # Command Field: N-SET-RSP
                    00 00 20 01 02 00 00 00  0B 00                    # Message ID Being Responded To: 11
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  07 01                    # Status: 0107H
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    00 00 05 10 04 00 00 00  40 00 41 02              # Attribute Identifier List: (0040,0241)
                    """);

    static final CommandVector N_ACTION_RQ = new CommandVector(
            new NActionRq(12, "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 1, true),
            """
                    00 00 00 00 04 00 00 00  62 00 00 00              # group length: 98 bytes follow it
                    00 00 03 00 14 00 00 00                           # Requested SOP Class UID: "1.2.840.10008.1.20.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31
                    00 00 00 01 02 00 00 00  30 01                    # Command Field: N-ACTION-RQ
                    00 00 10 01 02 00 00 00  0C 00                    # Message ID: 12
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 01 10 16 00 00 00                           # Requested SOP Instance UID: "1.2.840.10008.1.20.1.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31 2E 31
                    00 00 08 10 02 00 00 00  01 00                    # Action Type ID: 1
                    """);

    static final CommandVector N_ACTION_RSP = new CommandVector(
            new NActionRsp(12, Outcome.SUCCESS, "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 1, false),
            """
                    00 00 00 00 04 00 00 00  6C 00 00 00              # group length: 108 bytes follow it
                    00 00 02 00 14 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.1.20.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31
                    00 00 00 01 02 00 00 00  30 81                    # Command Field: N-ACTION-RSP
                    00 00 20 01 02 00 00 00  0C 00                    # Message ID Being Responded To: 12
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  00 00                    # Status: 0000H
                    00 00 00 10 16 00 00 00                           # Affected SOP Instance UID: "1.2.840.10008.1.20.1.1"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E
                        32 30 2E 31 2E 31
                    00 00 08 10 02 00 00 00  01 00                    # Action Type ID: 1
                    """);

    static final CommandVector N_CREATE_RQ = new CommandVector(
            new NCreateRq(13, "1.2.840.10008.3.1.2.3.3", "1.2.3.4", true),
            """
                    00 00 00 00 04 00 00 00  4E 00 00 00              # group length: 78 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  40 01                    # Command Field: N-CREATE-RQ
                    00 00 10 01 02 00 00 00  0D 00                    # Message ID: 13
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector N_CREATE_RQ_WITHOUT_UID = new CommandVector(
            new NCreateRq(13, "1.2.840.10008.3.1.2.3.3", null, true),
            """
                    00 00 00 00 04 00 00 00  3E 00 00 00              # group length: 62 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  40 01                    # Command Field: N-CREATE-RQ
                    00 00 10 01 02 00 00 00  0D 00                    # Message ID: 13
                    00 00 00 08 02 00 00 00  01 00                    # Command Data Set Type: follows
                    """);

    static final CommandVector N_CREATE_RSP_FAILED = new CommandVector(
            new NCreateRsp(13, new Outcome(Status.PROCESSING_FAILURE, "disk full", 28, List.of(), List.of()),
                    "1.2.840.10008.3.1.2.3.3", "1.2.3.4", false),
            """
                    00 00 00 00 04 00 00 00  74 00 00 00              # group length: 116 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  40 81                    # Command Field: N-CREATE-RSP
                    00 00 20 01 02 00 00 00  0D 00                    # Message ID Being Responded To: 13
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  10 01                    # Status: 0110H
                    00 00 02 09 0A 00 00 00                           # Error Comment: "disk full"
                        64 69 73 6B 20 66 75 6C 6C 20
                    00 00 03 09 02 00 00 00  1C 00                    # Error ID: 28
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector N_DELETE_RQ = new CommandVector(new NDeleteRq(14, "1.2.840.10008.3.1.2.3.3", "1.2.3.4"),
            """
                    00 00 00 00 04 00 00 00  4E 00 00 00              # group length: 78 bytes follow it
                    00 00 03 00 18 00 00 00                           # Requested SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  50 01                    # Command Field: N-DELETE-RQ
                    00 00 10 01 02 00 00 00  0E 00                    # Message ID: 14
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 01 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Requested SOP Instance UID: "1.2.3.4"
                    """);

    static final CommandVector N_DELETE_RSP = new CommandVector(
            new NDeleteRsp(14, Outcome.of(Status.NO_SUCH_SOP_INSTANCE), "1.2.840.10008.3.1.2.3.3", "1.2.3.4"),
            """
                    00 00 00 00 04 00 00 00  58 00 00 00              # group length: 88 bytes follow it
                    00 00 02 00 18 00 00 00                           # Affected SOP Class UID: "1.2.840.10008.3.1.2.3.3"
                        31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E
                        31 2E 32 2E 33 2E 33 00
                    00 00 00 01 02 00 00 00  50 81                    # Command Field: N-DELETE-RSP
                    00 00 20 01 02 00 00 00  0E 00                    # Message ID Being Responded To: 14
                    00 00 00 08 02 00 00 00  01 01                    # Command Data Set Type: none
                    00 00 00 09 02 00 00 00  12 01                    # Status: 0112H
                    00 00 00 10 08 00 00 00  31 2E 32 2E 33 2E 34 00  # Affected SOP Instance UID: "1.2.3.4"
                    """);

    static final List<CommandVector> ALL = List.of(N_EVENT_REPORT_RQ, N_EVENT_REPORT_RSP, N_GET_RQ, N_GET_RSP, N_SET_RQ,
            N_SET_RSP_ATTRIBUTE_LIST_ERROR, N_ACTION_RQ, N_ACTION_RSP, N_CREATE_RQ, N_CREATE_RQ_WITHOUT_UID,
            N_CREATE_RSP_FAILED, N_DELETE_RQ, N_DELETE_RSP);

    private NormalizedVectors() {}
}
