package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.member.Urgency;

/** Objects that were cut, at every byte: they are answered C000H, and nothing of them is kept. */
class TruncationTest {
    private static final int PIECE = 50;

    static Stream<Arguments> objects() {
        DataSet plain = TestInstance.with(builder -> builder.putSequence(Tag.ProcedureCodeSequence,
                DataSet.builder().put(Tag.CodeValue, "1").putSequence(Tag.ReferencedImageSequence,
                        DataSet.builder().put(Tag.ReferencedSOPInstanceUID, "1.2.3").build()).build())
                .putSequence(Tag.RequestAttributesSequence, DataSet.builder().put(Tag.AccessionNumber, "A1").build(),
                        DataSet.builder().put(Tag.AccessionNumber, "A2").build()));
        DataSet fragmented = TestInstance.with(builder -> builder.put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.wrap(new byte[40])), new Fragment.Held(Bytes.wrap(new byte[30]))))));
        return Stream.of(Arguments.of("1.2.840.10008.1.2", plain), Arguments.of("1.2.840.10008.1.2.1", plain),
                Arguments.of("1.2.840.10008.1.2.2", plain), Arguments.of("1.2.840.10008.1.2.4.80", fragmented));
    }

    /** What ends between two elements of the outermost level cannot be told from a shorter object. */
    @ParameterizedTest
    @MethodSource("objects")
    void areRefusedUnlessTheyEndBetweenElements(String syntaxUid, DataSet whole) {
        TransferSyntax syntax = TransferSyntax.of(syntaxUid);
        Bytes bytes = DataSets.encode(whole, syntax);
        Set<Integer> boundaries = boundaries(whole, syntax);
        for (int length = 0; length < bytes.length(); length++) {
            Status answer = answer(syntax, bytes.slice(0, length));
            if (boundaries.contains(length)) {
                assertThat(answer).as("%s bytes, between elements", length).isIn(null, Status.UNABLE_TO_PROCESS,
                        Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
            } else {
                assertThat(answer).as("%s of %s bytes", length, bytes.length()).isEqualTo(Status.UNABLE_TO_PROCESS);
            }
        }
        assertThat(answer(syntax, bytes)).as("the whole").isNull();
    }

    private static Set<Integer> boundaries(DataSet whole, TransferSyntax syntax) {
        Set<Integer> ends = new HashSet<>();
        DataSetBuilder some = DataSet.builder();
        ends.add(0);
        for (Element element : whole) {
            some.put(element);
            ends.add(DataSets.encode(some.build(), syntax).length());
        }
        return ends;
    }

    @Test
    void deflatedOnesAreRefusedWhereverTheyEnd() {
        TransferSyntax syntax = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
        Bytes bytes = DataSets.encode(TestInstance.dataSet(), syntax);
        for (int length = 0; length < bytes.length() - 1; length++) {
            assertThat(answer(syntax, bytes.slice(0, length))).as("%s of %s bytes", length, bytes.length())
                    .isEqualTo(Status.UNABLE_TO_PROCESS);
        }
        assertThat(answer(syntax, bytes)).as("the whole").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.80" })
    void whatIsNoDataSetIsRefused(String syntax) {
        byte[] noise = new byte[400];
        new java.util.Random(3).nextBytes(noise);
        assertThat(answer(TransferSyntax.of(syntax), Bytes.wrap(noise))).isEqualTo(Status.UNABLE_TO_PROCESS);
    }

    @Test
    void anotherSopClassThanAnnouncedIsRefused() {
        DataSet other = TestInstance.with(builder -> builder.put(Tag.SOPClassUID, SopClass.MRImageStorage));
        assertThat(explicit(other)).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(explicit(TestInstance.with(builder -> builder.remove(Tag.SOPClassUID))))
                .isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(explicit(TestInstance.with(builder -> builder.remove(Tag.SOPInstanceUID))))
                .isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
    }

    @Test
    void aSeriesThatIsNoUidIsRefused() {
        assertThat(explicit(TestInstance.with(builder -> builder.put(new Value(Tag.SeriesInstanceUID, Vr.UI,
                Bytes.wrap(new byte[70])))))).isEqualTo(Status.UNABLE_TO_PROCESS);
        assertThat(explicit(TestInstance.with(builder -> builder.putEmpty(Tag.StudyInstanceUID))))
                .isEqualTo(Status.UNABLE_TO_PROCESS);
    }

    private static @Nullable Status explicit(DataSet dataSet) {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        return answer(syntax, DataSets.encode(dataSet, syntax));
    }

    /** Null when the object is taken. Of one that is not, nothing may be left in the store. */
    private static @Nullable Status answer(TransferSyntax syntax, Bytes bytes) {
        var store = new FakeStore();
        StoreSink sink = new InstanceReceiver(store, new Implementation("1.2.3", "TEST"),
                from -> Optional.of(new Senders.Sender("TS1", null, Urgency.ROUTINE)), () -> false)
                .begin(new StoreContext(new FakeAssociation(), SopClass.CTImageStorage, TestInstance.UID, syntax,
                        Priority.MEDIUM, null));
        try {
            feed(sink, bytes);
            sink.end();
            assertThat(store.entry).isNotNull();
            return null;
        } catch (DimseException e) {
            assertThat(store.entry).isNull();
            assertThat(store.discarded).isTrue();
            return e.status();
        }
    }

    private static void feed(StoreSink sink, Bytes bytes) {
        for (int at = 0; at < bytes.length(); at += PIECE) {
            ByteBuf piece = Unpooled
                    .wrappedBuffer(bytes.slice(at, Math.min(PIECE, bytes.length() - at)).toArray());
            try {
                sink.chunk(piece);
            } catch (DimseException e) {
                sink.aborted(new IOException("refused"));
                throw e;
            }
        }
    }
}
