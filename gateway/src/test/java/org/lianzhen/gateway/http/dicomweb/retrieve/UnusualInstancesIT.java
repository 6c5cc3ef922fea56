package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** Instances that broke other systems, received by C-STORE and handed out over the web. */
@Timeout(300)
class UnusualInstancesIT {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int MANY = 8800;
    private static final String OCTETS = "application/octet-stream";

    @TempDir
    private static Path folder;
    private static TestArchive archive;

    @BeforeAll
    static void start() throws IOException {
        archive = new TestArchive(folder);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static String path(String uid) {
        return Resources.path(new Scope(uid + ".1", uid + ".2", uid));
    }

    private static DataSetBuilder image(String uid, int frames) {
        return StoredFile.image(16, 16, 8).put(Tag.SOPInstanceUID, uid).put(Tag.StudyInstanceUID, uid + ".1")
                .put(Tag.SeriesInstanceUID, uid + ".2").put(Tag.NumberOfFrames, "" + frames);
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** An enhanced image: each frame has functional groups of its own (PS3.3 section C.7.6.16). */
    private static DataSetBuilder enhanced(String uid) {
        List<DataSet> groups = new ArrayList<>();
        for (int frame = 0; frame < MANY; frame++) {
            DataSet content = DataSet.builder().put(Tag.ImageComments, "frame " + frame).build();
            groups.add(DataSet.builder().putSequence(Tag.FrameContentSequence, List.of(content)).build());
        }
        return image(uid, MANY).putSequence(Tag.PerFrameFunctionalGroupsSequence, groups);
    }

    @Test
    void theLastOf8800FramesComesThrough() throws IOException {
        String uid = "1.2.840.99.88";
        Bytes pixels = random(MANY * 256);
        DataSet plain = enhanced(uid).put(new Value(Tag.PixelData, Vr.OB, pixels)).build();
        archive.store(plain);
        HttpResponse<byte[]> last = archive.get(path(uid) + "/frames/" + MANY, OCTETS);
        assertThat(Bytes.wrap(last.body())).isEqualTo(pixels.slice((MANY - 1) * 256, 256));
        assertThat(archive.get(path(uid) + "/frames/" + (MANY + 1), OCTETS).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> metadata = archive.get(path(uid) + "/metadata", "application/dicom+json");
        assertThat(new JsonArray(new String(metadata.body(), StandardCharsets.UTF_8)).getJsonObject(0)
                .getJsonObject("52009230").getJsonArray("Value")).hasSize(MANY);

        DataSet encoded = Transcoding.toJpegLs(plain, Frames.of(plain, EXPLICIT, BulkDataResolver.NONE)).toBuilder()
                .put(Tag.SOPInstanceUID, uid + ".9").put(Tag.StudyInstanceUID, uid + ".9.1")
                .put(Tag.SeriesInstanceUID, uid + ".9.2").build();
        archive.store(encoded, TransferSyntax.JPEG_LS_LOSSLESS);
        HttpResponse<byte[]> decoded = archive.get(path(uid + ".9") + "/frames/" + MANY, OCTETS);
        assertThat(Bytes.wrap(decoded.body())).isEqualTo(pixels.slice((MANY - 1) * 256, 256));
        HttpResponse<byte[]> all = archive.get(path(uid + ".9") + "/bulkdata/7FE00010", OCTETS);
        assertThat(Bytes.wrap(all.body())).isEqualTo(pixels);
    }

    /** Compressed, and said not to be: nobody can tell what it is compressed with. */
    @Test
    void whatIsCompressedAndSaysThatItIsNotIsNoPicture() {
        String uid = "1.2.840.99.54";
        var fragments = new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, List.of(new Fragment.Held(random(300))));
        archive.store(image(uid, 1).put(fragments).build(), EXPLICIT);
        for (String accept : List.of(OCTETS, "multipart/related; type=\"application/octet-stream\"", "image/jls")) {
            assertThat(archive.get(path(uid) + "/frames/1", accept).statusCode()).as(accept).isEqualTo(406);
        }
        assertThat(archive.get(path(uid) + "/rendered", "image/png").statusCode()).isEqualTo(406);
        assertThat(archive.get(path(uid) + "/bulkdata/7FE00010", OCTETS).statusCode()).isEqualTo(406);
        assertThat(archive.get(path(uid) + "/metadata", "application/dicom+json").statusCode()).isEqualTo(200);
    }

    /** Native, and said to be compressed: the samples are handed out as samples, never under the name of a compression. */
    @Test
    void whatIsNativeAndSaysThatItIsCompressedIsShownAsItIs() {
        String uid = "1.2.840.99.55";
        Bytes pixels = random(512);
        DataSet dataSet = image(uid, 2).put(new Value(Tag.PixelData, Vr.OB, pixels)).build();
        archive.store(List.of(new Instance(SopClass.CTImageStorage, uid, TransferSyntax.RLE_LOSSLESS,
                new MemoryData(DataSets.encode(dataSet, EXPLICIT)))));
        for (String accept : List.of(OCTETS, OCTETS + "; transfer-syntax=*")) {
            HttpResponse<byte[]> answer = archive.get(path(uid) + "/frames/2", accept);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains(OCTETS + "; transfer-syntax=1.2.840.10008.1.2.1");
            assertThat(Bytes.wrap(answer.body())).isEqualTo(pixels.slice(256, 256));
        }
        assertThat(archive.get(path(uid) + "/frames/2", "image/dicom-rle").statusCode()).isEqualTo(406);
        assertThat(archive.get(path(uid) + "/rendered", "image/png").statusCode()).isEqualTo(200);
        assertThat(Bytes.wrap(archive.get(path(uid) + "/bulkdata/7FE00010", OCTETS).body())).isEqualTo(pixels);
    }

    /** Raw Data of a scanner: what matters is one huge value of the vendor's. */
    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void aLargePrivateValueIsReceivedAndBroughtIntoAnotherEncoding(String syntax) {
        String uid = "1.2.840.99.18." + syntax.length();
        Bytes raw = random(30_000_000);
        DataSet dataSet = DataSet.builder().put(Tag.SOPClassUID, SopClass.RawDataStorage).put(Tag.SOPInstanceUID, uid)
                .put(Tag.StudyInstanceUID, uid + ".1").put(Tag.SeriesInstanceUID, uid + ".2")
                .put(new Value(0x0021_0010, Vr.LO, Bytes.of("SCANNER ".getBytes(StandardCharsets.US_ASCII))))
                .put(new Value(0x0021_1001, Vr.OB, raw)).build();
        archive.store(dataSet, TransferSyntax.of(syntax));
        HttpResponse<byte[]> file = archive.get(path(uid), "application/dicom");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/dicom; transfer-syntax="
                + EXPLICIT.uid());
        byte[] tail = raw.slice(raw.length() - 1000, 1000).toArray();
        assertThat(Arrays.copyOfRange(file.body(), file.body().length - 1000, file.body().length))
                .isEqualTo(tail);
        assertThat(Bytes.wrap(archive.get(path(uid) + "/bulkdata/00211001", OCTETS).body())).isEqualTo(raw);
        HttpResponse<byte[]> metadata = archive.get(path(uid) + "/metadata", "application/dicom+json");
        assertThat(metadata.body().length).isLessThan(2000);
    }
}
