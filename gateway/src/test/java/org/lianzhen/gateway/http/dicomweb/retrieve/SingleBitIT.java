package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Part;

/** Segmentations, whose frames follow one another bit by bit. */
@Timeout(120)
class SingleBitIT {
    @TempDir
    private static Path folder;
    private static TestArchive archive;

    @BeforeAll
    static void open() throws IOException {
        archive = new TestArchive(folder);
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static String path(String uid) {
        return "/dicom-web/studies/" + uid + ".1/series/" + uid + ".2/instances/" + uid;
    }

    private static Part10File instance(String uid) throws IOException {
        HttpResponse<byte[]> answer = archive.get(path(uid), "application/dicom");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        Path file = Files.write(Files.createTempFile(folder, "answer", ".dcm"), answer.body());
        return Part10Reader.read(file, ParseOptions.WHOLE);
    }

    /** Frames of which a byte holds several, one, a part, and an even number of bytes. */
    @ParameterizedTest
    @CsvSource({ "1,3,7", "2,4,3", "3,3,5", "5,7,4", "4,4,2", "1,1,17" })
    void followWithoutAGapWhenTheyAreDecoded(int rows, int columns, int count) throws IOException {
        BitImage image = BitImage.of(rows, columns, count);
        String uid = "1.2.840.98." + rows + columns + count;
        archive.store(image.rle(uid), TransferSyntax.RLE_LOSSLESS);
        Part10File answered = instance(uid);
        assertThat(answered.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Bytes pixels = ((Value) Objects.requireNonNull(answered.dataSet().element(Tag.PixelData))).bytes();
        assertThat(pixels).isEqualTo(image.nativePixels().padded((byte) 0));
    }

    @Test
    void areTheSameAfterwards() throws IOException {
        BitImage image = BitImage.of(3, 5, 6);
        archive.store(image.rle("1.2.840.97"), TransferSyntax.RLE_LOSSLESS);
        Part10File answered = instance("1.2.840.97");
        Frames before = Frames.of(image.rle(), TransferSyntax.RLE_LOSSLESS, BulkDataResolver.NONE);
        Frames after = Frames.of(answered.dataSet(), answered.transferSyntax(), BulkDataResolver.NONE);
        for (int frame = 0; frame < before.count(); frame++) {
            Frame expected = before.decoded(frame);
            assertThat(after.decoded(frame)).isEqualTo(expected);
        }
    }

    @Test
    void beginAByteOfTheirOwnWhenTheyAreAskedForOneByOne() {
        BitImage image = BitImage.of(3, 3, 3);
        archive.store(image.rle("1.2.840.96"), TransferSyntax.RLE_LOSSLESS);
        List<Part> parts = TestArchive.parts(archive.get(path("1.2.840.96") + "/frames/1,2,3",
                "multipart/related; type=\"application/octet-stream\""));
        assertThat(parts).hasSize(3);
        for (int frame = 0; frame < 3; frame++) {
            Bytes own = parts.get(frame).content();
            assertThat(own.length()).isEqualTo(2);
            for (int i = 0; i < 9; i++) {
                assertThat(own.u8(i / 8) >> i % 8 & 1).as(frame + ", " + i).isEqualTo(bit(image, frame * 9 + i));
            }
        }
    }

    private static int bit(BitImage image, int place) {
        return image.nativePixels().u8(place / 8) >> place % 8 & 1;
    }
}
