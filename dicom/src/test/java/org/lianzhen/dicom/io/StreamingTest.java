package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Data sets as they pass through: looked at on the way, larger than memory, written from references. */
class StreamingTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aHeaderIsReadWhileTheBytesPassOn() {
        DataSet image = DataSet.builder().put(Tag.SOPInstanceUID, "1.2.3").put(Tag.PatientID, "7")
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[500_000]))).build();
        Bytes sent = DataSets.encode(image, EXPLICIT);
        ByteBuf spool = ByteBufAllocator.DEFAULT.buffer();
        try (DataSetParser parser = new DataSetParser(EXPLICIT, ParseOptions.HEADER.withLimits(ParseLimits.HEADER))) {
            for (int offset = 0; offset < sent.length(); offset += 16_384) {
                ByteBuf chunk = ByteBufAllocator.DEFAULT.buffer()
                        .writeBytes(sent.slice(offset, Math.min(16_384, sent.length() - offset)).asByteBuffer());
                parser.feed(chunk.duplicate());
                spool.writeBytes(chunk);
                chunk.release();
            }

            assertThat(parser.state()).isEqualTo(DataSetParser.State.STOPPED);
            assertThat(parser.result()).isEqualTo(image.toBuilder().remove(Tag.PixelData).build());
            assertThat(Bytes.copyOf(spool.nioBuffer())).isEqualTo(sent);
        } finally {
            spool.release();
        }
    }

    @Test
    void threeGibibytesOfFragmentsPassInConstantMemory() {
        int fragments = 3_000;
        ByteBuf fragment = Unpooled.buffer(1 << 20).writeZero(1 << 20);
        ParseOptions options = ParseOptions.WHOLE.withBulk(1_000, "file:/x", 0);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (DataSetParser parser = new DataSetParser(TransferSyntax.MPEG4_HIGH_PROFILE, options)) {
            parser.feed(Wire.buffer("E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 00 00 00 00"));
            for (int i = 0; i < fragments; i++) {
                parser.feed(Wire.buffer("FE FF 00 E0 00 00 10 00"));
                parser.feed(fragment.duplicate());
            }
            parser.feed(Wire.buffer("FE FF DD E0 00 00 00 00"));
            parser.end();

            Fragments pixels = (Fragments) parser.result().element(Tag.PixelData);
            assertThat(pixels.length()).isEqualTo((long) fragments << 20);
            assertThat(pixels.fragments().getLast()).isEqualTo(new Fragment.Referenced(
                    new BulkData("file:/x", 20 + (fragments - 1) * ((1L << 20) + 8) + 8, 1 << 20),
                    Bytes.wrap(new byte[16])));
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000_000);
    }

    @Test
    void anEnhancedImageOf8800FramesIsRead() {
        List<DataSet> frames = IntStream.range(0, 8_800)
                .mapToObj(i -> DataSet.builder()
                        .putSequence(Tag.PlanePositionSequence,
                                DataSet.builder().putDoubles(Tag.ImagePositionPatient, 1.5 * i, -3, 0).build())
                        .putSequence(Tag.FrameContentSequence,
                                DataSet.builder().putInts(0x0020_9157, 1, i).putInts(0x0020_9156, i % 65_536).build())
                        .build())
                .toList();
        DataSet image = DataSet.builder().putInts(Tag.NumberOfFrames, frames.size())
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, frames).build();

        Bytes bytes = DataSets.encode(image, EXPLICIT);

        assertThat(DataSets.parse(bytes, EXPLICIT)).isEqualTo(image);
        assertThatThrownBy(() -> DataSets.parse(Wire.buffer(bytes), EXPLICIT, ParseLimits.HEADER))
                .as("but not from just anybody").isInstanceOf(DataSetException.class);
    }

    @Test
    void quirksAreNotedOnlySoMany() {
        Wire.Outcome outcome = Wire.explicit("FE FF 0D E0 00 00 00 00 ".repeat(1_000));

        assertThat(outcome.quirks()).hasSize(100);
        assertThat(outcome.quirks().getFirst()).isEqualTo(new Quirk(Quirk.Kind.STRAY_DELIMITER, "(FFFE,E00D)", 8));
    }

    @Test
    void manyValuesThatOnlyLookLikeItemsCostLittle() {
        StringBuilder notation = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            notation.append("09 00 %02X 10 'UN' 00 00 0C 00 00 00 FE FF 00 E0 FF FF FF FF 08 00 60 00".formatted(i));
        }
        Bytes bytes = Wire.bytes(notation.toString());
        DataSets.parse(bytes, EXPLICIT);
        long before = THREADS.getCurrentThreadAllocatedBytes();

        assertThat(DataSets.parse(bytes, EXPLICIT)).hasSize(200).allMatch(element -> element.vr() == Vr.UN);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
    }

    /** Writes with values and fragments from references into the bytes that were parsed. */
    @Property(tries = 60)
    void whatIsKeptByReferenceIsWrittenAsIfItWereHeld(@ForAll long seed) throws IOException {
        List<TransferSyntax> syntaxes = new ArrayList<>(List.of(EXPLICIT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
        Collections.shuffle(syntaxes, new Random(seed));
        DataSet original = new RandomDataSets(seed, false).next();
        Bytes source = DataSets.encode(original, syntaxes.getFirst());
        DataSet referring = Wire.parse(source, syntaxes.getFirst(), ParseOptions.WHOLE.withBulk(256, "", 0), 1_000)
                .dataSet();
        BulkDataResolver resolver = data -> Channels.newChannel(new ByteArrayInputStream(
                source.slice((int) data.offset(), (int) data.length()).toArray()));

        for (TransferSyntax syntax : syntaxes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new DataSetWriter(syntax, WriteOptions.DEFAULT.withBulk(resolver)).write(referring, out);
            assertThat(DataSets.parse(Bytes.wrap(out.toByteArray()), syntax)).as("%s to %s", syntaxes, syntax.name())
                    .isEqualTo(original);
        }
        assertThat(referring.elements().stream().filter(BulkValue.class::isInstance))
                .allMatch(element -> ((BulkValue) element).data().length() > 256);
    }
}
