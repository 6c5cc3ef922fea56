package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.http.ProblemException;

/** How much memory data sets get that are read. */
@Timeout(60)
class ReadingTest {
    private static final long MEBI = 1 << 20;
    private static final int LENGTH = 10_000_000;
    private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    private Path folder;
    private DataSet large;

    @BeforeEach
    void make() {
        large = StoredFile.image(1000, 10_000, 8).put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[LENGTH])))
                .build();
    }

    private static ImageWork memory(int mebibytes) {
        return new ImageWork(new ImageWork.Limits(2, 10, mebibytes, Duration.ofSeconds(2), false));
    }

    private static ImageWork.Held<Part10File> read(ImageWork memory, StoredFile stored) throws IOException {
        return new Reading(memory).file(stored.file(), TransferSyntax.of(stored.object().transferSyntaxUid()),
                ParseOptions.WHOLE);
    }

    private static boolean hasRoom(ImageWork memory, long bytes) throws IOException {
        try (ImageWork.Share share = memory.share(bytes)) {
            return share.bytes() >= bytes;
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(503);
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99" })
    void aDataSetHasWhatItTakesUntilItIsClosed(String syntax) throws IOException {
        ImageWork memory = memory(40);
        StoredFile stored = StoredFile.write(folder, large, TransferSyntax.of(syntax));
        try (ImageWork.Held<Part10File> read = read(memory, stored)) {
            assertThat(read.outcome().dataSet()).isEqualTo(large);
            assertThat(hasRoom(memory, 29 * MEBI)).as("the rest is for others").isTrue();
            assertThat(hasRoom(memory, 32 * MEBI)).as("and no more").isFalse();
        }
        assertThat(hasRoom(memory, 39 * MEBI)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99" })
    void whatIsMoreThanThereIsIsRefused(String syntax) throws IOException {
        ImageWork memory = memory(8);
        StoredFile stored = StoredFile.write(folder, large, TransferSyntax.of(syntax));
        assertThatThrownBy(() -> read(memory, stored)).isInstanceOfSatisfying(DataSetException.class,
                fault -> assertThat(fault.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
        assertThat(hasRoom(memory, 7 * MEBI)).as("and keeps nothing").isTrue();
    }

    @Test
    void whatDoesNotFitNowIsToldToComeAgain() throws IOException {
        ImageWork memory = memory(40);
        StoredFile stored = StoredFile.write(folder, large, DEFLATED);
        try (ImageWork.Share others = memory.share(39 * MEBI)) {
            assertThat(others.bytes()).isPositive();
            assertThatThrownBy(() -> read(memory, stored)).isInstanceOfSatisfying(ProblemException.class,
                    told -> assertThat(told.problem().status()).isEqualTo(503));
        }
        read(memory, stored).close();
    }

    @Test
    void manyElementsAreMuchToo() throws IOException {
        DataSet item = DataSet.builder().put(Tag.PatientID, "1").build();
        DataSet many = DataSet.builder()
                .putSequence(Tag.OtherPatientIDsSequence, List.copyOf(Collections.nCopies(60_000, item)))
                .build();
        StoredFile stored = StoredFile.write(folder, many, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThatThrownBy(() -> read(memory(8), stored)).isInstanceOf(DataSetException.class);
        read(memory(64), stored).close();
    }

    @Test
    void whatIsBrokenKeepsNothing() throws IOException {
        ImageWork memory = memory(8);
        StoredFile stored = StoredFile.write(folder, large, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Files.write(stored.file(), new byte[1000]);
        assertThatThrownBy(() -> read(memory, stored)).isInstanceOf(DataSetException.class);
        assertThat(hasRoom(memory, 7 * MEBI)).isTrue();
    }
}
