package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.data.FrameTable.Basis;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/** Frames of files, held in memory and left there, by every means that tells them apart; written again byte by byte. */
class FramesTest {

    private static final FileMetaInformation.Implementation US = new FileMetaInformation.Implementation("1.9", "TEST");
    /** Long enough to be left in the file. */
    private static final int LENGTH = 300;
    private static final String STEP = "34 01 00 00";                      // 300 + 8

    @TempDir
    private Path folder;

    /** A fragment that begins with these bytes and ends with its number. */
    private static String fragment(String head, int number) {
        int filler = LENGTH - head.length() / 2 - 1;
        return "FE FF 00 E0 2C 01 00 00 " + head + "AB".repeat(filler) + "%02X ".formatted(number);
    }

    private static final String FIRST = fragment("FFD8FFE0", 1);
    private static final String SECOND = fragment("FFD8FFF7", 2);
    private static final String REST = fragment("01020304", 3);
    private static final String NOTHING = "FE FF 00 E0 00 00 00 00 ";

    private static Bytes image(String extendedOffsets, String basicOffsets, String fragments) {
        return Wire.bytes("28 00 08 00 'IS' 02 00 '2 ' " + extendedOffsets + " E0 7F 10 00 'OB' 00 00 FF FF FF FF "
                + basicOffsets + " " + fragments + " FE FF DD E0 00 00 00 00");
    }

    private static final String NO_TABLE = NOTHING;
    private static final String TABLE = "FE FF 00 E0 08 00 00 00 00 00 00 00 " + STEP;
    private static final String WRONG_TABLE = "FE FF 00 E0 08 00 00 00 00 00 00 00 35 01 00 00";
    private static final String EXTENDED = "E0 7F 01 00 'OV' 00 00 10 00 00 00 00 00 00 00 00 00 00 00 " + STEP
            + " 00 00 00 00 E0 7F 02 00 'OV' 00 00 10 00 00 00 2C 01 00 00 00 00 00 00 2C 01 00 00 00 00 00 00";

    private static Bytes image(String kind) {
        return switch (kind) {
            case "basic table" -> image("", TABLE, FIRST + SECOND + REST);
            case "no table" -> image("", NO_TABLE, FIRST + SECOND);
            case "empty last fragment" -> image("", NO_TABLE, FIRST + SECOND + NOTHING);
            case "empty last fragment and table" -> image("", TABLE, FIRST + SECOND + NOTHING);
            case "wrong table" -> image("", WRONG_TABLE, FIRST + REST + SECOND);
            case "extended table" -> image(EXTENDED, NO_TABLE, FIRST + SECOND);
            default -> image("", NO_TABLE, FIRST + REST + REST);
        };
    }

    @ParameterizedTest
    @CsvSource({ "basic table, BASIC_OFFSET_TABLE, 1, 2 3", "no table, ONE_FRAGMENT_PER_FRAME, 1, 2",
            "empty last fragment, ONE_FRAGMENT_PER_FRAME, 1, 2 -",
            "empty last fragment and table, BASIC_OFFSET_TABLE, 1, 2 -", "wrong table, CODESTREAM_STARTS, 1 3, 2",
            "extended table, EXTENDED_OFFSET_TABLE, 1, 2", "nothing that helps, UNKNOWN, , " })
    void areFoundWhereverTheyLie(String kind, Basis basis, String first, String second) throws IOException {
        Bytes bytes = image(kind);
        Path file = write(bytes, TransferSyntax.JPEG_BASELINE);
        List<String> frames = basis == Basis.UNKNOWN ? List.of() : List.of(first, second);

        DataSet held = Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
        DataSet referring = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(256, "", 0)).dataSet();

        for (DataSet image : List.of(held, referring)) {
            FrameTable table = FrameTable.of(image);
            assertThat(table.basis()).isEqualTo(basis);
            assertThat(table.frames().stream().map(FramesTest::numbers)).isEqualTo(frames);
        }
        assertThat(DataSets.encode(held, TransferSyntax.JPEG_BASELINE)).isEqualTo(bytes);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        new DataSetWriter(TransferSyntax.JPEG_BASELINE, WriteOptions.DEFAULT.withBulk(Part10Reader.files()))
                .write(referring, copy);
        assertThat(Bytes.wrap(copy.toByteArray())).isEqualTo(bytes);
    }

    /** Each frame is a deflate stream of its own; the data set is not (PS3.5 annex A.4.12). */
    @Test
    void deflatedFramesAreOpaqueInADataSetThatIsNotDeflated() throws IOException {
        Bytes frame = Bytes.ofHex("cb48cdc9c95728cf2fca49e1020000");
        Bytes bytes = Wire.bytes("08 00 60 00 'CS' 02 00 'SM' 28 00 08 00 'IS' 02 00 '2 ' "
                + "E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 00 00 00 00 "
                + ("FE FF 00 E0 10 00 00 00 " + frame.toHex() + "00 ").repeat(2) + "FE FF DD E0 00 00 00 00");

        Part10File read = Part10Reader.read(write(bytes, TransferSyntax.DEFLATED_IMAGE_FRAME), ParseOptions.WHOLE);

        assertThat(read.transferSyntax().uid()).isEqualTo("1.2.840.10008.1.2.8.1");
        assertThat(read.quirks()).isEmpty();
        assertThat(FrameTable.of(read.dataSet()).frames()).hasSize(2)
                .allMatch(fragments -> fragments.equals(List.of(new Fragment.Held(frame))));
        assertThat(DataSets.encode(read.dataSet(), TransferSyntax.DEFLATED_IMAGE_FRAME)).isEqualTo(bytes);
    }

    private Path write(Bytes dataSet, TransferSyntax syntax) throws IOException {
        Bytes head = Part10Writer.head(FileMetaInformation.of("1.2.3", "1.2.3.4", syntax.uid(), US));
        return Files.write(folder.resolve("image.dcm"), Wire.join(head, dataSet).toArray());
    }

    /** The last bytes of the fragments, which number them; "-" for an empty one. */
    private static String numbers(List<Fragment> frame) {
        return String.join(" ", frame.stream().map(FramesTest::number).toList());
    }

    private static String number(Fragment fragment) {
        return switch (fragment) {
            case Fragment.Held held when held.bytes().isEmpty() -> "-";
            case Fragment.Held held -> String.valueOf(held.bytes().get(LENGTH - 1));
            case Fragment.Referenced referenced -> {
                try (ReadableByteChannel channel = Part10Reader.files().open(referenced.data())) {
                    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
                    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                        assertThat(referenced.data().length()).isEqualTo(LENGTH);
                    }
                    yield String.valueOf(bytes.get(LENGTH - 1));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }
}
