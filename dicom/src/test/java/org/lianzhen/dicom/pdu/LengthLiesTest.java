package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each length field of an association request in turn says too much or too little; nothing else is changed. */
class LengthLiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # length field as it is | lie          | what is found
            10 00 00 15             | 10 00 00 16  | A-ASSOCIATE-RQ
            10 00 00 15             | 10 00 00 14  | A-ASSOCIATE-RQ
            10 00 00 15             | 10 00 ff ff  | A-ASSOCIATE-RQ
            20 00 00 4d             | 20 00 00 4e  | item 20H
            20 00 00 4d             | 20 00 00 4c  | item 20H
            20 00 00 4d             | 20 00 00 03  | item 20H
            20 00 00 4d             | 20 00 00 00  | item 20H
            20 00 00 4d             | 20 00 80 00  | A-ASSOCIATE-RQ
            40 00 00 13             | 40 00 00 14  | item 20H
            40 00 00 13             | 40 00 ff ff  | item 20H
            50 00 00 d1             | 50 00 00 d2  | A-ASSOCIATE-RQ
            50 00 00 d1             | 50 00 00 d0  | item 50H
            51 00 00 04             | 51 00 00 03  | item 51H
            53 00 00 04             | 53 00 00 03  | item 53H
            53 00 00 04             | 53 00 00 ff  | item 50H
            54 00 00 1d             | 54 00 00 1c  | item 54H
            00 19                   | 00 1c        | item 54H
            00 1b                   | 00 1f        | item 56H
            57 00 00 48             | 57 00 00 47  | item 57H
            00 18                   | 00 19        | item 57H
            00 18                   | 00 17        | related general SOP classes
            00 11                   | ff ff        | item 57H
            58 00 00 11             | 58 00 00 10  | item 58H
            00 06                   | 00 07        | item 58H
            00 05                   | ff ff        | item 58H
            """)
    void isFoundInTheItemThatCannotBe(String truth, String lie, String where) {
        PduException fault = fault(replaceLengthLine(truth, lie));

        assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_CONTENT);
        assertThat(fault.getMessage()).endsWith("in " + where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # length field as it is | lie          | what becomes of it
            51 00 00 04             | 51 00 00 0f  | the class UID is swallowed by the maximum length
            52 00 00 07             | 52 00 00 0f  | the class UID swallows the window, bytes and all
            """)
    void thatFitsByChanceIsNoFaultOrAFaultButNothingWorse(String truth, String lie, String outcome) {
        RecordingSink sink = new RecordingSink();
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(AnnotatedHex.buffer(replaceLengthLine(truth, lie)));
            assertThat(sink.received).as(outcome).hasSize(1);
        } catch (PduException e) {
            assertThat(sink.received).as(outcome).isEmpty();
        }
    }

    @Test
    void inThePduLengthCutsTheNextPduWrongly() {
        String tooShort = EncodedPdus.ECHOSCU_RQ.replace("00 00 00 cd", "00 00 00 cc");
        String tooLong = EncodedPdus.ECHOSCU_RQ.replace("00 00 00 cd", "00 00 00 ce");

        assertThat(fault(tooShort)).hasMessageEndingWith("in A-ASSOCIATE-RQ");
        assertThat(fault(tooLong, EncodedPdus.ECHO_COMMAND)).hasMessageEndingWith("in A-ASSOCIATE-RQ");
    }

    /** The first line of the request that starts with these bytes gets others. */
    private static String replaceLengthLine(String truth, String lie) {
        String[] lines = EncodedPdus.FULL_RQ.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].strip().startsWith(truth + "  #")) {
                lines[i] = lie;
                return String.join("\n", lines);
            }
        }
        throw new AssertionError("no line " + truth);
    }
}
