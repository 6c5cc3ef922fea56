package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetDump;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** Other people's files, sound and broken: none does harm, and what is read is written and read again the same. */
class SamplesTest {

    /** Cut short or no DICOM at all; everything else is understood. */
    private static final Map<String, Reason> BROKEN = Map.of("MR_truncated.dcm", Reason.TRUNCATED,
            "rtplan_truncated.dcm", Reason.TRUNCATED, "no_meta.dcm", Reason.MALFORMED, "README", Reason.MALFORMED);

    /** A file that was understood. */
    private record Sample(Path file, Part10File read) {}

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        Map<String, Reason> refused = new TreeMap<>();
        for (Path file : Samples.files()) {
            try {
                samples.add(new Sample(file, Part10Reader.read(file, ParseOptions.WHOLE)));
            } catch (DataSetException e) {
                refused.put(file.getFileName().toString(), e.reason());
            }
        }
        assertThat(refused).isEqualTo(BROKEN);
        return samples;
    }

    @Test
    void everySampleIsWrittenAndReadTheSame() throws IOException {
        for (Sample sample : samples()) {
            TransferSyntax syntax = sample.read().transferSyntax();
            for (SequenceLengths lengths : SequenceLengths.values()) {
                Bytes written = WriteTo.bytes(sample.read().dataSet(), syntax, lengths);
                assertThat(DataSets.parse(written, syntax)).as("%s %s", sample.file(), lengths)
                        .isEqualTo(sample.read().dataSet());
            }
        }
    }

    @Test
    void everySampleIsTheSameInPiecesOfAnySize() throws IOException {
        for (Sample sample : samples()) {
            Bytes bytes = DataSets.encode(sample.read().dataSet(), sample.read().transferSyntax());
            if (bytes.length() < 200_000) {
                Wire.Outcome outcome = Wire.parse(bytes, sample.read().transferSyntax(), ParseOptions.WHOLE);
                assertThat(outcome.dataSet()).as(sample.file().toString()).isEqualTo(sample.read().dataSet());
            }
        }
    }

    @Test
    void everySampleHasTheSameHeaderWithItsValuesLeftInTheFile() throws IOException {
        for (Sample sample : samples()) {
            Part10File referring = Part10Reader.read(sample.file(), ParseOptions.WHOLE.withBulk(0, "", 0));
            if (sample.read().transferSyntax().deflated()) {
                continue;
            }
            Bytes written = WriteTo.bytes(referring.dataSet(), referring.transferSyntax(),
                    WriteOptions.DEFAULT.withBulk(Part10Reader.files()));

            assertThat(DataSets.parse(written, referring.transferSyntax())).as(sample.file().toString())
                    .isEqualTo(sample.read().dataSet());
        }
    }

    @Test
    void everySampleIsTheSameInAnExplicitSyntaxOfTheOtherOrder() throws IOException {
        for (Sample sample : samples()) {
            DataSet dataSet = sample.read().dataSet();
            Bytes big = DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

            assertThat(DataSets.parse(big, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)).as(sample.file().toString())
                    .isEqualTo(dataSet);
        }
    }

    @Test
    void everySampleIsShown() throws IOException {
        for (Sample sample : samples()) {
            String dump = DataSetDump.of(sample.read().dataSet(), 60);

            assertThat(dump.lines().filter(line -> line.startsWith("("))).as(sample.file().toString())
                    .hasSameSizeAs(sample.read().dataSet());
            assertThat(dump.lines()).allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
        }
    }

    @Test
    void everySampleGoesToUtf8OrSaysWhyNot() throws IOException {
        int transcribed = 0;
        for (Sample sample : samples()) {
            DataSet dataSet = sample.read().dataSet();
            try {
                DataSet utf8 = dataSet.withCharacterSet(SpecificCharacterSet.UTF_8);
                assertThat(utf8.strings(Tag.PatientName)).as(sample.file().toString())
                        .isEqualTo(dataSet.strings(Tag.PatientName));
                transcribed++;
            } catch (InvalidValueException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(transcribed).isGreaterThan(180);
    }

    @Test
    void theFramesOfEverySampleAreFound() throws IOException {
        for (Sample sample : samples()) {
            DataSet dataSet = sample.read().dataSet();
            if (dataSet.element(Tag.PixelData) instanceof Fragments pixels && !pixels.fragments().isEmpty()) {
                int expected = dataSet.integer(Tag.NumberOfFrames).orElse(1);
                FrameTable table = FrameTable.of(dataSet);
                assertThat(table.frames()).as("%s by %s", sample.file(), table.basis()).hasSize(expected);
            }
        }
    }
}
