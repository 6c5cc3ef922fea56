package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.items;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/** Real files of many kinds, broken ones among them, over the web; {@code -Dlianzhen.samples=FOLDER} names their place. */
@Timeout(180)
class StoredSamplesIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final String[] UIDS_OF_STORED = { "00081199", "00081198" };

    @TempDir
    private Path folder;
    private StoreSite site;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        site = StoreSite.open(folder);
    }

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".md")
                    && !file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @Test
    void whatCanBeReadIsKeptByteByByte() throws IOException {
        List<String> refused = new ArrayList<>();
        int kept = 0;
        for (Path sample : samples()) {
            byte[] bytes = Files.readAllBytes(sample);
            Part10File known = known(sample);
            HttpResponse<String> answer = site.store(bytes);
            String name = SAMPLES.relativize(sample).toString();
            if (answer.statusCode() == 409) {
                refused.add(name);
                assertThat(known == null || !isNamed(known) || !isWhole(sample) || lacksItsEnd(answer))
                        .as("%s: %s", name, answer.body()).isTrue();
                continue;
            }
            assertThat(answer.statusCode()).as(name + answer.body()).isIn(200, 202);
            assertThat(known).as(name).isNotNull();
            assertKept(name, bytes, known, new JsonObject(answer.body()));
            kept++;
        }
        System.getLogger("samples").log(System.Logger.Level.INFO, "kept {0}, refused {1}", kept, refused);
        assertThat(kept).isGreaterThan(100);
    }

    /** Readers guess where it ends; what may be cut is not kept. */
    private static boolean lacksItsEnd(HttpResponse<String> answer) {
        return answer.body().contains("end before a delimiter");
    }

    private void assertKept(String name, byte[] bytes, Part10File known, JsonObject module) {
        String uid = (String) StoreSite.value(items(module, UIDS_OF_STORED[0]).getFirst(), "00081155");
        byte[] dataSet = Arrays.copyOfRange(bytes, (int) known.dataSetOffset(), bytes.length);
        assertThat(site.dataSet(uid)).as(name).isEqualTo(dataSet);
        assertThat(site.database.value("select transfer_syntax_uid from instance where sop_instance_uid = $1 "
                + "order by version desc limit 1", uid)).as(name).isEqualTo(expected(known));
        if (known.meta() != null && known.meta().transferSyntaxUid() != null) {
            byte[] file = site.file(uid);
            assertThat(file.length).as(name).isGreaterThanOrEqualTo(bytes.length);
            assertThat(Arrays.copyOfRange(file, 132, file.length)).as(name + " with its meta information")
                    .endsWith(Arrays.copyOfRange(bytes, Math.min(132, (int) known.dataSetOffset()), bytes.length));
        }
    }

    /** One that says that its pixels are compressed is believed, even where its elements are not encoded as they should be. */
    private static String expected(Part10File known) {
        String declared = known.meta() == null ? null : known.meta().transferSyntaxUid();
        TransferSyntax syntax = declared == null ? null : TransferSyntax.of(declared);
        return syntax != null && syntax.encapsulated() ? declared : known.transferSyntax().uid();
    }

    private static boolean isNamed(Part10File file) {
        return Stream.of(Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.SOPClassUID)
                .map(tag -> file.dataSet().string(tag)).allMatch(uid -> uid != null && uid.matches("[0-9.]{1,64}"));
    }

    private static Part10File known(Path file) throws IOException {
        try {
            return Part10Reader.read(file, ParseOptions.HEADER);
        } catch (DataSetException e) {
            return null;
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        try {
            Part10Reader.read(file, ParseOptions.WHOLE.withBulk(1024, "", 0));
            return true;
        } catch (DataSetException e) {
            return false;
        }
    }
}
