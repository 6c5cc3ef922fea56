package org.lianzhen.dicom.pdu;

import java.util.List;

/** PDUs that are not as the standard wants them, as real peers send them: all of them must be understood. */
public final class OddPdus {
    /** Everything here is against the standard, seen in practice, and tolerated. */
    public static final String SLOPPY_RQ = """
            01 00 00 00 00 ca  # A-ASSOCIATE-RQ, 202 bytes
              80 01 ff ff  # protocol versions 1 and 16, reserved bytes not 0
              4c 49 41 4e 5a 48 45 4e 00 00 00 00 00 00 00 00  # called AE title: LIANZHEN, NUL-padded
              20 20 43 54 20 31 20 20 20 20 20 20 20 20 20 00  # calling AE title: CT 1, spaces before, spaces and NUL after
              ee ee ee ee ee ee ee ee ee ee ee ee ee ee ee ee
              ee ee ee ee ee ee ee ee ee ee ee ee ee ee ee ee  # reserved bytes not 0
              10 00 00 16  # application context, 22 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31 00  # NUL-padded
              20 00 00 37  # presentation context, 55 bytes
                02 00 00 00  # id 2: even
                30 00 00 12  # abstract syntax, NUL-padded, 18 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  31 00  # 1.2.840.10008.1.1
                40 00 00 12  # transfer syntax, space-padded, 18 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 20  # 1.2.840.10008.1.2
                4f 00 00 03  # unknown sub-item, 3 bytes
                  01 02 03  # whatever
              60 00 00 04  # unknown item, 4 bytes
                de ad be ef  # whatever
              50 00 00 25  # user information, 37 bytes
                5f 00 00 00  # unknown sub-item, 0 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 40 00  # 16384
                55 00 00 15  # implementation version name, 21 bytes
                  41 20 4e 41 4d 45 20 4c 4f 4e 47 45 52 20 54 48
                  41 4e 20 31 36  # A NAME LONGER THAN 16
            """;

    /** Rejected contexts carry anything or nothing where the transfer syntax should be. */
    public static final String REJECTED_CONTEXTS_AC = """
            02 00 00 00 00 c2  # A-ASSOCIATE-AC, 194 bytes
              00 01 00 00  # protocol version 1, reserved
              01 02 03 04 01 02 03 04 01 02 03 04 01 02 03 04  # reserved: not the called AE title at all
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved: not the calling AE title either
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              21 00 00 04  # presentation context, 4 bytes
                01 00 03 00  # id 1, abstract syntax not supported, no sub-item
              21 00 00 08  # presentation context, 8 bytes
                03 00 04 00  # id 3, transfer syntaxes not supported
                40 00 00 00  # transfer syntax, empty, 0 bytes
              21 00 00 09  # presentation context, 9 bytes
                05 00 01 00  # id 5, user rejection
                40 00 ff ff 01  # a sub-item that claims 65,535 bytes
              21 00 00 0c  # presentation context, 12 bytes
                07 00 63 00  # id 7, result 99: undefined
                40 00 00 04  # transfer syntax, 4 bytes
                  00 01 02 03  # no UID
              21 00 00 19  # presentation context, 25 bytes
                09 00 00 00  # id 9, accepted
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              50 00 00 13  # user information, 19 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 40 00  # 16384
                52 00 00 07  # implementation class UID, 7 bytes
                  31 2e 32 2e 33 2e 34  # 1.2.3.4
            """;

    /** No application context, no presentation context, no user information. */
    public static final String BARE_RQ = """
            01 00 00 00 00 44  # A-ASSOCIATE-RQ, 68 bytes
              00 02 00 00  # protocol version 2 only, reserved
              20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20  # called AE title: none
              20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20  # calling AE title: none
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
            """;

    /** A-ABORT from the reserved source 1 with an undefined reason. */
    public static final String ABORT_FROM_RESERVED_SOURCE = """
            07 ff 00 00 00 04  # A-ABORT, reserved byte not 0, 4 bytes
              ff ff            # reserved bytes not 0
              01               # source 1: reserved
              2a               # reason 42: undefined
            """;

    /** P-DATA-TF with an odd fragment of one byte and reserved bits in the message control header. */
    public static final String ODD_FRAGMENT = """
            04 00 00 00 00 07  # P-DATA-TF, 7 bytes
              00 00 00 03      # value of 3 bytes
              02 fd            # context 2 (even), command, more to come, reserved bits set
                c0
            """;

    /** All of them. */
    public static final List<String> ALL = List.of(SLOPPY_RQ, REJECTED_CONTEXTS_AC, BARE_RQ, ABORT_FROM_RESERVED_SOURCE,
            ODD_FRAGMENT);

    private OddPdus() {}
}
