package org.lianzhen.dicom.pdu;

import java.util.List;

/**
 * PDUs as bytes on the wire, each byte explained, written down independently of the encoder. Lines are hex, then a comment;
 * {@link AnnotatedHex} reads them. Those of DCMTK were recorded from its tools.
 */
public final class EncodedPdus {
    /** A-ASSOCIATE-RQ as echoscu of DCMTK 3.6.7 sends it. */
    public static final String ECHOSCU_RQ = """
            01 00 00 00 00 cd  # A-ASSOCIATE-RQ, 205 bytes
              00 01 00 00  # protocol version 1, reserved
              53 54 4f 52 45 53 43 50 20 20 20 20 20 20 20 20  # called AE title: STORESCP
              45 43 48 4f 53 43 55 20 20 20 20 20 20 20 20 20  # calling AE title: ECHOSCU
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              20 00 00 2e  # presentation context, 46 bytes
                01 00 ff 00  # id 1; DCMTK puts FF into a reserved byte
                30 00 00 11  # abstract syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  31  # 1.2.840.10008.1.1
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              50 00 00 3a  # user information, 58 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 40 00  # 16384
                52 00 00 1b  # implementation class UID, 27 bytes
                  31 2e 32 2e 32 37 36 2e 30 2e 37 32 33 30 30 31
                  30 2e 33 2e 30 2e 33 2e 36 2e 37  # 1.2.276.0.7230010.3.0.3.6.7
                55 00 00 0f  # implementation version name, 15 bytes
                  4f 46 46 49 53 5f 44 43 4d 54 4b 5f 33 36 37  # OFFIS_DCMTK_367
            """;

    /** A-ASSOCIATE-AC as storescp of DCMTK 3.6.7 answers it. */
    public static final String STORESCP_AC = """
            02 00 00 00 00 b8  # A-ASSOCIATE-AC, 184 bytes
              00 01 00 00  # protocol version 1, reserved
              53 54 4f 52 45 53 43 50 20 20 20 20 20 20 20 20  # reserved, echo of the called AE title: STORESCP
              45 43 48 4f 53 43 55 20 20 20 20 20 20 20 20 20  # reserved, echo of the calling AE title: ECHOSCU
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              21 00 00 19  # presentation context, 25 bytes
                01 00 00 00  # id 1, result 0: accepted
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              50 00 00 3a  # user information, 58 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 40 00  # 16384
                52 00 00 1b  # implementation class UID, 27 bytes
                  31 2e 32 2e 32 37 36 2e 30 2e 37 32 33 30 30 31
                  30 2e 33 2e 30 2e 33 2e 36 2e 37  # 1.2.276.0.7230010.3.0.3.6.7
                55 00 00 0f  # implementation version name, 15 bytes
                  4f 46 46 49 53 5f 44 43 4d 54 4b 5f 33 36 37  # OFFIS_DCMTK_367
            """;

    /** P-DATA-TF with the C-ECHO-RQ of echoscu: one value, a whole command. */
    public static final String ECHO_COMMAND = """
            04 00 00 00 00 4a  # P-DATA-TF, 74 bytes
              00 00 00 46  # value of 70 bytes
              01 03  # context 1, command, last fragment
                00 00 00 00 04 00 00 00 38 00 00 00  # CommandGroupLength 56
                00 00 02 00 12 00 00 00 31 2e 32 2e 38 34 30 2e
                31 30 30 30 38 2e 31 2e 31 00  # AffectedSOPClassUID, NUL-padded
                00 00 00 01 02 00 00 00 30 00  # CommandField: C-ECHO-RQ
                00 00 10 01 02 00 00 00 01 00  # MessageID 1
                00 00 00 08 02 00 00 00 01 01  # CommandDataSetType: none
            """;

    /** A-ASSOCIATE-RQ with every user information sub-item and two contexts. */
    public static final String FULL_RQ = """
            01 00 00 00 01 c2  # A-ASSOCIATE-RQ, 450 bytes
              00 01 00 00  # protocol version 1, reserved
              4c 49 41 4e 5a 48 45 4e 20 20 20 20 20 20 20 20  # called AE title: LIANZHEN
              54 53 31 50 41 43 53 20 20 20 20 20 20 20 20 20  # calling AE title: TS1PACS
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              20 00 00 4d  # presentation context, 77 bytes
                01 00 00 00  # id 1
                30 00 00 19  # abstract syntax, 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                40 00 00 13  # transfer syntax, 19 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 31  # 1.2.840.10008.1.2.1
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              20 00 00 3b  # presentation context, 59 bytes
                03 00 00 00  # id 3
                30 00 00 19  # abstract syntax, 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                40 00 00 16  # transfer syntax, 22 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 34 2e 37 30  # 1.2.840.10008.1.2.4.70
              50 00 00 d1  # user information, 209 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 00 00  # 0
                52 00 00 07  # implementation class UID, 7 bytes
                  31 2e 32 2e 33 2e 34  # 1.2.3.4
                53 00 00 04  # asynchronous operations window, 4 bytes
                  00 08 00 00  # 8 invoked, unlimited performed
                54 00 00 1d  # role selection, 29 bytes
                  00 19  # 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                  00 01  # no SCU, SCP
                55 00 00 0c  # implementation version name, 12 bytes
                  4c 49 41 4e 5a 48 45 4e 20 30 2e 31  # LIANZHEN 0.1
                56 00 00 20  # extended negotiation, 32 bytes
                  00 1b  # 27 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 32 2e 32 2e 33  # 1.2.840.10008.5.1.4.1.2.2.3
                  01 00 01  # service class application information
                57 00 00 48  # common extended negotiation, version 0, 72 bytes
                  00 19  # 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                  00 11  # 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 34 2e
                  32  # 1.2.840.10008.4.2
                  00 18  # related general SOP classes, 24 bytes
                    00 11  # 17 bytes
                    31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                    31  # 1.2.840.10008.1.1
                    00 03  # 3 bytes
                    31 2e 32  # 1.2
                58 00 00 11  # user identity, 17 bytes
                  02 01  # user name and passcode, answer wanted
                  00 05  # 5 bytes
                  7a 68 61 6e 67  # zhang
                  00 06  # 6 bytes
                  67 65 68 65 69 6d  # geheim
            """;

    /** A-ASSOCIATE-AC that answers {@link #FULL_RQ}, contexts in another order. */
    public static final String FULL_AC = """
            02 00 00 00 01 16  # A-ASSOCIATE-AC, 278 bytes
              00 01 00 00  # protocol version 1, reserved
              4c 49 41 4e 5a 48 45 4e 20 20 20 20 20 20 20 20  # reserved, echo of the called AE title: LIANZHEN
              54 53 31 50 41 43 53 20 20 20 20 20 20 20 20 20  # reserved, echo of the calling AE title: TS1PACS
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              21 00 00 1e  # presentation context, 30 bytes
                03 00 00 00  # id 3, result 0: accepted
                40 00 00 16  # transfer syntax, 22 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 34 2e 37 30  # 1.2.840.10008.1.2.4.70
              21 00 00 19  # presentation context, 25 bytes
                01 00 04 00  # id 1, result 4: no transfer syntax supported
                40 00 00 11  # transfer syntax, meaningless, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              50 00 00 76  # user information, 118 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 02 00 00  # 131072
                52 00 00 07  # implementation class UID, 7 bytes
                  31 2e 32 2e 33 2e 34  # 1.2.3.4
                53 00 00 04  # asynchronous operations window, 4 bytes
                  00 04 00 01  # 4 invoked, 1 performed
                54 00 00 1d  # role selection, 29 bytes
                  00 19  # 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                  00 01  # no SCU, SCP
                55 00 00 0c  # implementation version name, 12 bytes
                  4c 49 41 4e 5a 48 45 4e 20 30 2e 31  # LIANZHEN 0.1
                56 00 00 1e  # extended negotiation, 30 bytes
                  00 1b  # 27 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 32 2e 32 2e 33  # 1.2.840.10008.5.1.4.1.2.2.3
                  01  # service class application information
                59 00 00 04  # user identity, 4 bytes
                  00 02  # 2 bytes
                  6f 6b  # server response
            """;

    /** A-ASSOCIATE-RJ: permanent, service user, called AE title not recognised. */
    public static final String ASSOCIATE_RJ = """
            03 00 00 00 00 04  # A-ASSOCIATE-RJ, 4 bytes
              00               # reserved
              01               # result 1: permanent
              01               # source 1: service user
              07               # reason 7: called AE title not recognised
            """;

    public static final String RELEASE_RQ = """
            05 00 00 00 00 04  # A-RELEASE-RQ, 4 bytes
              00 00 00 00      # reserved
            """;

    public static final String RELEASE_RP = """
            06 00 00 00 00 04  # A-RELEASE-RP, 4 bytes
              00 00 00 00      # reserved
            """;

    /** A-ABORT by the upper layer: unexpected PDU. */
    public static final String ABORT = """
            07 00 00 00 00 04  # A-ABORT, 4 bytes
              00 00            # reserved
              02               # source 2: service provider
              02               # reason 2: unexpected PDU
            """;

    /** P-DATA-TF with three values: the end of a command, a fragment of a data set, its empty last fragment. */
    public static final String THREE_VALUES = """
            04 00 00 00 00 18  # P-DATA-TF, 24 bytes
              00 00 00 04      # value of 4 bytes
              01 03            # context 1, command, last fragment
                c0 c1
              00 00 00 06      # value of 6 bytes
              01 00            # context 1, data set, more to come
                d0 d1 d2 d3
              00 00 00 02      # value of 2 bytes: no payload
              01 02            # context 1, data set, last fragment
            """;

    /** Every well-formed control PDU here. */
    public static final List<String> CONTROL_PDUS = List.of(ECHOSCU_RQ, STORESCP_AC, FULL_RQ, FULL_AC, ASSOCIATE_RJ,
            RELEASE_RQ, RELEASE_RP, ABORT);
    /** Every well-formed P-DATA-TF here. */
    public static final List<String> DATA_PDUS = List.of(ECHO_COMMAND, THREE_VALUES);

    private EncodedPdus() {}
}
