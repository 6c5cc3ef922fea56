package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.vr.Bytes;

/** What stands before a data set, as it arrives. Files as a whole are the matter of {@link Part10Test}. */
class Part10HeadTest {
    private static final int LONGEST = 4096;
    private static final String UID = "08 00 18 00 'UI' 04 00 '1.34'";
    private static final Bytes EXPLICIT = Wire.bytes("08 00 16 00 'UI' 04 00 '1.2' 00" + UID);
    private static final Bytes IMPLICIT = Wire.bytes("08 00 16 00 04 00 00 00 '1.2' 00 08 00 18 00 04 00 00 00 '1.34'");

    private static Bytes head(TransferSyntax syntax) {
        return Part10Writer.head(FileMetaInformation.of("1.2", "1.34", syntax.uid(), new Implementation("1.2.9", "T")));
    }

    /** Feeds pieces of a size until the head is complete, or the file has ended. */
    private static void feed(Part10Head head, Bytes file, int size) {
        ByteBuf bytes = Unpooled.wrappedBuffer(file.asByteBuffer());
        boolean found = false;
        while (!found && bytes.isReadable()) {
            ByteBuf piece = bytes.readSlice(Math.min(size, bytes.readableBytes()));
            found = head.read(piece);
            if (found) {
                bytes.readerIndex(bytes.readerIndex() - piece.readableBytes());
            }
        }
        if (!found) {
            head.end();
        }
        ByteBuf begun = head.dataSetBytes();
        assertThat(begun.readableBytes() + bytes.readableBytes()).as("no byte of the data set is lost")
                .isEqualTo(file.length() - head.dataSetOffset());
        begun.release();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 133, 100_000 })
    void isTheSameInPiecesOfAnySize(int size) {
        Bytes start = head(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (var head = new Part10Head(LONGEST)) {
            feed(head, Wire.join(start, EXPLICIT), size);

            assertThat(Objects.requireNonNull(head.meta()).mediaStorageSopInstanceUid()).isEqualTo("1.34");
            assertThat(head.syntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertThat(head.dataSetOffset()).isEqualTo(start.length());
            assertThat(head.preamble().readableBytes()).isEqualTo(128);
            assertThat(head.metaBytes().readableBytes()).isEqualTo(start.length() - 132);
        }
    }

    @Test
    void saysWhatTheDataSetIsReallyIn() {
        try (var head = new Part10Head(LONGEST)) {
            feed(head, Wire.join(head(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN), IMPLICIT), 100);

            assertThat(head.declared()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
            assertThat(head.syntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    @Test
    void believesThatADataSetOrItsPixelsAreCompressed() {
        for (TransferSyntax syntax : List.of(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.JPEG_BASELINE)) {
            try (var head = new Part10Head(LONGEST)) {
                feed(head, Wire.join(head(syntax), IMPLICIT), 100);

                assertThat(head.syntax()).isEqualTo(syntax);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 100_000 })
    void aDataSetAloneIsRecognised(int size) {
        for (Bytes dataSet : new Bytes[]{ EXPLICIT, IMPLICIT }) {
            try (var head = new Part10Head(LONGEST)) {
                feed(head, dataSet, size);

                assertThat(head.meta()).isNull();
                assertThat(head.dataSetOffset()).isZero();
                assertThat(head.preamble().isReadable()).isFalse();
                assertThat(head.metaBytes().isReadable()).isFalse();
                assertThat(head.syntax().explicitVr()).isEqualTo(dataSet.equals(EXPLICIT));
            }
        }
    }

    @Test
    void takesNoMoreOfTheDataSetThanItLooksAt() {
        try (var head = new Part10Head(LONGEST)) {
            ByteBuf file = Unpooled.wrappedBuffer(Wire.join(head(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), EXPLICIT,
                    Bytes.wrap(new byte[10_000])).asByteBuffer());
            assertThat(head.read(file)).isTrue();
            ByteBuf begun = head.dataSetBytes();
            assertThat(begun.readableBytes()).isEqualTo(8);
            begun.release();
        }
    }

    @Test
    void whatStandsBeforeADataSetHasALimit() {
        Bytes start = head(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (var room = new Part10Head(start.length() + 8); var none = new Part10Head(start.length() + 7)) {
            feed(room, Wire.join(start, EXPLICIT), 100);
            assertThat(room.dataSetOffset()).isEqualTo(start.length());
            assertThatExceptionOfType(DataSetException.class)
                    .isThrownBy(() -> feed(none, Wire.join(start, EXPLICIT), 100))
                    .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
        }
    }

    /** With a preamble and without. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 128 })
    void oneThatIsCutIsNoFileOrEndsTooEarly(int from) {
        Bytes start = head(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (int length = from; length < start.length(); length++) {
            Bytes cut = start.slice(from, length - from);
            try (var head = new Part10Head(LONGEST)) {
                feed(head, cut, 50);
                assertThat(head.meta()).as("%d bytes", length).isNotNull();
            } catch (DataSetException e) {
                assertThat(e.reason()).as("%d bytes", length).isIn(Reason.TRUNCATED, Reason.MALFORMED);
            }
        }
    }

    /** Elements of group 0002 without end, 1,008 bytes each. */
    @Test
    void givesUpOnAHeadWithoutEnd() {
        Bytes more = Wire.join(Wire.bytes("02 00 05 01 'LO' E8 03"), Bytes.wrap(new byte[1000]));
        Bytes endless = Wire.join(Bytes.wrap(new byte[128]), Wire.bytes("'DICM'"), more, more, more, more, more);
        try (var head = new Part10Head(LONGEST)) {
            assertThatExceptionOfType(DataSetException.class).isThrownBy(() -> feed(head, endless, 500))
                    .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
        }
    }
}
