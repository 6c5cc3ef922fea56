package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Bytes;

/** What is written is read again the same, in every syntax, however it is cut into pieces. */
class RoundTripPropertyTest {

    private static Bytes write(DataSet dataSet, TransferSyntax syntax, SequenceLengths lengths) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DataSetWriter(syntax, WriteOptions.DEFAULT.withSequenceLengths(lengths)).write(dataSet, out);
        return Bytes.wrap(out.toByteArray());
    }

    private static List<Bytes> pieces(Bytes bytes, Random random) {
        List<Bytes> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(random.nextBoolean() ? 20 : 2000);
        for (int offset = 0; offset < bytes.length();) {
            int length = Math.min(random.nextInt(longest + 1), bytes.length() - offset);
            pieces.add(bytes.slice(offset, length));
            offset += length;
        }
        return pieces;
    }

    private static void roundTrip(DataSet dataSet, TransferSyntax syntax, SequenceLengths lengths, Random random)
            throws IOException {
        Bytes written = write(dataSet, syntax, lengths);
        Wire.Outcome outcome = Wire.parse(pieces(written, random), syntax, ParseOptions.WHOLE);

        assertThat(outcome.dataSet()).as("%s %s", syntax.name(), lengths).isEqualTo(dataSet);
        assertThat(outcome.dataSet().characterSet()).isEqualTo(dataSet.characterSet());
        assertThat(outcome.kinds()).doesNotContain(Quirk.Kind.OTHER_SYNTAX, Quirk.Kind.UNKNOWN_VR,
                Quirk.Kind.LENGTH_FIELD_WIDTH, Quirk.Kind.HIDDEN_SEQUENCE);
    }

    @Property(tries = 150)
    void explicitSyntaxes(@ForAll long seed, @ForAll SequenceLengths lengths) throws IOException {
        DataSet dataSet = new RandomDataSets(seed, false).next();
        Random random = new Random(seed);
        roundTrip(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, lengths, random);
        roundTrip(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, lengths, random);
        roundTrip(dataSet, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, lengths, random);
        roundTrip(dataSet, TransferSyntax.JPEG_2000, lengths, random);
    }

    @Property(tries = 150)
    void implicitSyntax(@ForAll long seed, @ForAll SequenceLengths lengths) throws IOException {
        DataSet dataSet = new RandomDataSets(seed, true).next();
        Bytes written = write(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, lengths);
        Wire.Outcome outcome = Wire.parse(pieces(written, new Random(seed)), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                ParseOptions.WHOLE);

        assertThat(outcome.dataSet()).isEqualTo(dataSet);
    }

    @Property(tries = 100)
    void writingTwiceGivesTheSameBytes(@ForAll long seed, @ForAll SequenceLengths lengths) throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        DataSet dataSet = new RandomDataSets(seed, false).next();
        Bytes once = write(dataSet, syntax, lengths);

        assertThat(write(DataSets.parse(once, syntax), syntax, lengths)).isEqualTo(once);
        assertThat(new DataSetWriter(syntax, WriteOptions.DEFAULT.withSequenceLengths(lengths)).length(dataSet))
                .isEqualTo(once.length());
    }

    @Property(tries = 100)
    void theRestAfterAStopIsUntouched(@ForAll long seed, @ForAll int stop) throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        DataSet dataSet = new RandomDataSets(seed, false).next();
        Bytes written = write(dataSet, syntax, SequenceLengths.UNDEFINED);
        int stopTag = stop >>> 1;
        Wire.Outcome outcome = Wire.parse(pieces(written, new Random(seed)), syntax,
                ParseOptions.WHOLE.stoppingAt(stopTag));

        int position = (int) outcome.position();
        assertThat(Wire.join(written.slice(0, position), outcome.rest())).isEqualTo(written);
        assertThat(outcome.dataSet()).allMatch(element -> Integer.compareUnsigned(element.tag(), stopTag) < 0);
        assertThat(outcome.dataSet().size()).isEqualTo(dataSet.elements().stream()
                .filter(element -> Integer.compareUnsigned(element.tag(), stopTag) < 0).count());
        if (outcome.state() == DataSetParser.State.STOPPED) {
            assertThat(DataSets.parse(outcome.rest(), syntax).elements().getFirst().tag()).satisfies(
                    tag -> assertThat(Integer.compareUnsigned(tag, stopTag)).as(Tag.format(tag)).isNotNegative());
        }
    }
}
