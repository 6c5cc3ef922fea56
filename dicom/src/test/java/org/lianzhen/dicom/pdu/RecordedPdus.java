package org.lianzhen.dicom.pdu;

import java.util.List;

/** Association requests and answers of other implementations, recorded on the wire; see {@link EncodedPdus}. */
public final class RecordedPdus {
    /** A-ASSOCIATE-RQ of dcmjs-dimse 0.3.3: asynchronous, with a user identity whose type it does not know. */
    public static final String DCMJS_RQ = """
            01 00 00 00 01 01  # A-ASSOCIATE-RQ, 257 bytes
              00 01 00 00  # protocol version 1, reserved
              4c 49 41 4e 5a 48 45 4e 20 20 20 20 20 20 20 20  # called AE title: LIANZHEN
              44 43 4d 4a 53 20 20 20 20 20 20 20 20 20 20 20  # calling AE title: DCMJS
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              20 00 00 45  # presentation context, 69 bytes
                01 00 00 00  # id 1
                30 00 00 11  # abstract syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  31  # 1.2.840.10008.1.1
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
                40 00 00 13  # transfer syntax, 19 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 31  # 1.2.840.10008.1.2.1
              50 00 00 57  # user information, 87 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 04 00 00  # 262144
                52 00 00 1a  # implementation class UID, 26 bytes
                  31 2e 32 2e 38 32 36 2e 30 2e 31 2e 33 36 38 30
                  30 34 33 2e 31 30 2e 38 35 34  # 1.2.826.0.1.3680043.10.854
                53 00 00 04  # asynchronous operations window, 4 bytes
                  00 05 00 03  # 5 invoked, 3 performed
                55 00 00 10  # implementation version name, 16 bytes
                  44 43 4d 4a 53 2d 44 49 4d 53 45 2d 56 30 2e 32  # DCMJS-DIMSE-V0.2
                58 00 00 11  # user identity, 17 bytes
                  00 00  # type 0: undefined; no answer wanted
                  00 05  # 5 bytes
                  7a 68 61 6e 67  # zhang
                  00 06  # 6 bytes
                  67 65 68 65 69 6d  # geheim
            """;

    /** A-ASSOCIATE-AC of the same: takes the window as proposed, says nothing about the identity. */
    public static final String DCMJS_AC = """
            02 00 00 00 00 c0  # A-ASSOCIATE-AC, 192 bytes
              00 01 00 00  # protocol version 1, reserved
              4c 49 41 4e 5a 48 45 4e 20 20 20 20 20 20 20 20  # reserved, echo of the called AE title: LIANZHEN
              44 43 4d 4a 53 20 20 20 20 20 20 20 20 20 20 20  # reserved, echo of the calling AE title: DCMJS
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
              50 00 00 42  # user information, 66 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 04 00 00  # 262144
                52 00 00 1a  # implementation class UID, 26 bytes
                  31 2e 32 2e 38 32 36 2e 30 2e 31 2e 33 36 38 30
                  30 34 33 2e 31 30 2e 38 35 34  # 1.2.826.0.1.3680043.10.854
                53 00 00 04  # asynchronous operations window, 4 bytes
                  00 05 00 03  # 5 invoked, 3 performed
                55 00 00 10  # implementation version name, 16 bytes
                  44 43 4d 4a 53 2d 44 49 4d 53 45 2d 56 30 2e 32  # DCMJS-DIMSE-V0.2
            """;

    /** A-ASSOCIATE-RQ of storescu, DCMTK 3.6.7: JPEG lossless in a context of its own, uncompressed in another. */
    public static final String STORESCU_RQ = """
            01 00 00 00 01 42  # A-ASSOCIATE-RQ, 322 bytes
              00 01 00 00  # protocol version 1, reserved
              53 54 4f 52 45 53 43 50 20 20 20 20 20 20 20 20  # called AE title: STORESCP
              53 54 4f 52 45 53 43 55 20 20 20 20 20 20 20 20  # calling AE title: STORESCU
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              20 00 00 3b  # presentation context, 59 bytes
                01 00 ff 00  # id 1; DCMTK puts FF into a reserved byte
                30 00 00 19  # abstract syntax, 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                40 00 00 16  # transfer syntax, 22 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 34 2e 37 30  # 1.2.840.10008.1.2.4.70
              20 00 00 64  # presentation context, 100 bytes
                03 00 ff 00  # id 3; DCMTK puts FF into a reserved byte
                30 00 00 19  # abstract syntax, 25 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 35 2e
                  31 2e 34 2e 31 2e 31 2e 32  # 1.2.840.10008.5.1.4.1.1.2
                40 00 00 13  # transfer syntax, 19 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 31  # 1.2.840.10008.1.2.1
                40 00 00 13  # transfer syntax, 19 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 32  # 1.2.840.10008.1.2.2
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

    /** A-ASSOCIATE-AC of storescp, DCMTK 3.6.7: the compressed context is rejected, with a transfer syntax all the same. */
    public static final String STORESCP_MIXED_AC = """
            02 00 00 00 00 d7  # A-ASSOCIATE-AC, 215 bytes
              00 01 00 00  # protocol version 1, reserved
              53 54 4f 52 45 53 43 50 20 20 20 20 20 20 20 20  # reserved, echo of the called AE title: STORESCP
              53 54 4f 52 45 53 43 55 20 20 20 20 20 20 20 20  # reserved, echo of the calling AE title: STORESCU
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
              10 00 00 15  # application context, 21 bytes
                31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 33 2e
                31 2e 31 2e 31  # 1.2.840.10008.3.1.1.1
              21 00 00 19  # presentation context, 25 bytes
                01 00 04 00  # id 1, result 4: transfer syntaxes not supported
                40 00 00 11  # transfer syntax, 17 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32  # 1.2.840.10008.1.2
              21 00 00 1b  # presentation context, 27 bytes
                03 00 00 00  # id 3, result 0: accepted
                40 00 00 13  # transfer syntax, 19 bytes
                  31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e
                  32 2e 31  # 1.2.840.10008.1.2.1
              50 00 00 3a  # user information, 58 bytes
                51 00 00 04  # maximum length, 4 bytes
                  00 00 40 00  # 16384
                52 00 00 1b  # implementation class UID, 27 bytes
                  31 2e 32 2e 32 37 36 2e 30 2e 37 32 33 30 30 31
                  30 2e 33 2e 30 2e 33 2e 36 2e 37  # 1.2.276.0.7230010.3.0.3.6.7
                55 00 00 0f  # implementation version name, 15 bytes
                  4f 46 46 49 53 5f 44 43 4d 54 4b 5f 33 36 37  # OFFIS_DCMTK_367
            """;

    /** All of them. */
    public static final List<String> ALL = List.of(DCMJS_RQ, DCMJS_AC, STORESCU_RQ, STORESCP_MIXED_AC);

    private RecordedPdus() {}
}
