package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.vr.Bytes;

/** Other people's files, sound and broken: none does harm, and what is read is written and read again the same. */
class SamplesTest {

    /** Cut short or no DICOM at all; everything else is understood. */
    private static final Set<String> BROKEN = Set.of("MR_truncated.dcm", "rtplan_truncated.dcm", "DICOMDIR-nooffset",
            "no_meta.dcm", "README");

    @Test
    void everySampleIsReadAndWrittenAndReadTheSame() throws IOException {
        Set<String> refused = new TreeSet<>();
        for (Path file : Samples.files()) {
            try {
                Part10File read = Part10Reader.read(file, ParseOptions.WHOLE);
                Bytes written = DataSets.encode(read.dataSet(), read.transferSyntax());
                assertThat(DataSets.parse(written, read.transferSyntax())).as(file.toString())
                        .isEqualTo(read.dataSet());
            } catch (DataSetException e) {
                refused.add(file.getFileName().toString());
            }
        }
        assertThat(BROKEN).containsAll(refused);
    }

    @Test
    void everySampleIsTheSameInPiecesOfAnySize() throws IOException {
        for (Path file : Samples.files()) {
            Part10File read;
            try {
                read = Part10Reader.read(file, ParseOptions.WHOLE);
            } catch (DataSetException e) {
                continue;
            }
            Bytes bytes = DataSets.encode(read.dataSet(), read.transferSyntax());
            if (bytes.length() < 200_000) {
                Wire.Outcome outcome = Wire.parse(bytes, read.transferSyntax(), ParseOptions.WHOLE);
                assertThat(outcome.dataSet()).as(file.toString()).isEqualTo(read.dataSet());
            }
        }
    }
}
