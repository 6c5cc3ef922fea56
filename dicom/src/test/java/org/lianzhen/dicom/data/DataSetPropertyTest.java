package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

class DataSetPropertyTest {

    private static final int PRIVATE = 0x0019_1001;

    /** Text of Chinese patients and devices: ideographs of every plane, Latin letters, half-width punctuation. */
    @Provide
    Arbitrary<String> text() {
        Arbitrary<String> ideograph = Arbitraries.integers().between(0x4E00, 0x9FA5).map(Character::toString);
        Arbitrary<String> rare = Arbitraries.integers().between(0x20000, 0x2A6D6).map(Character::toString);
        Arbitrary<String> latin = Arbitraries.strings().withCharRange('!', '[').ofMinLength(1).ofMaxLength(5);
        return Arbitraries.frequencyOf(Tuple.of(6, ideograph), Tuple.of(1, rare),
                Tuple.of(3, latin)).list().ofMinSize(1).ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property(tries = 300)
    void textSurvivesAnyChangeOfTheSet(@ForAll("text") String name, @ForAll("text") String meaning) {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.UTF_8).put(Tag.CodeMeaning, meaning).build();
        DataSet utf8 = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientComments, name)
                .putSequence(Tag.ProcedureCodeSequence, item).build();

        DataSet gb18030 = utf8.withCharacterSet(SpecificCharacterSet.GB18030);

        assertThat(gb18030.string(Tag.PatientComments)).isEqualTo(name);
        assertThat(gb18030.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning)).isEqualTo(meaning);
        assertThat(gb18030.withCharacterSet(SpecificCharacterSet.UTF_8)).isEqualTo(utf8);
    }

    @Property(tries = 300)
    void severalValuesComeBackAsTheyWere(@ForAll("text") String one, @ForAll("text") String two) {
        for (SpecificCharacterSet set : List.of(SpecificCharacterSet.UTF_8, SpecificCharacterSet.GB18030)) {
            DataSet dataSet = DataSet.builder(set).put(PRIVATE, Vr.LO, one, two).build();

            assertThat(dataSet.strings(PRIVATE)).containsExactly(one, two);
        }
    }

    @Property(tries = 300)
    void wholeNumbersComeBackAsTheyWere(@ForAll @Size(max = 5) int[] numbers) {
        List<Integer> expected = Arrays.stream(numbers).boxed().toList();
        for (Vr vr : List.of(Vr.SL, Vr.SV, Vr.IS, Vr.AT, Vr.DS)) {
            DataSet dataSet = DataSet.builder().putInts(PRIVATE, vr, numbers).build();

            assertThat(dataSet.integers(PRIVATE)).as(vr.name()).isEqualTo(expected);
        }
        int[] small = Arrays.stream(numbers).map(number -> number >>> 16).toArray();
        for (Vr vr : List.of(Vr.US, Vr.UL, Vr.UV, Vr.FL, Vr.FD)) {
            DataSet dataSet = DataSet.builder().putInts(PRIVATE, vr, small).build();

            assertThat(dataSet.decimals(PRIVATE)).as(vr.name())
                    .isEqualTo(Arrays.stream(small).asDoubleStream().boxed().toList());
        }
    }

    @Property(tries = 300)
    void decimalStringsAreTheClosestThatFit(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        Assume.that(Double.isFinite(number));
        DataSet dataSet = DataSet.builder().putDoubles(Tag.SliceThickness, number).build();

        String text = dataSet.string(Tag.SliceThickness);
        assertThat(text).hasSizeLessThanOrEqualTo(16);
        double error = Math.abs(dataSet.decimal(Tag.SliceThickness).orElseThrow() - number);
        assertThat(error).isLessThanOrEqualTo(Math.abs(number) * 1e-8);
    }

    @Property(tries = 200)
    void theOrderInWhichElementsComeDoesNotMatter(@ForAll @Size(max = 30) List<@IntRange(min = 0x80000) Integer> tags,
            @ForAll Random random) {
        List<Integer> distinct = new ArrayList<>(tags.stream().distinct().toList());
        DataSet one = withTags(distinct);
        Collections.shuffle(distinct, random);
        DataSet other = withTags(distinct);

        assertThat(other).isEqualTo(one);
        assertThat(one.elements()).isSortedAccordingTo(
                (a, b) -> Integer.compareUnsigned(a.tag(), b.tag()));
        assertThat(distinct).allMatch(one::contains);
        assertThat(one.size()).isEqualTo(distinct.size());
    }

    private static DataSet withTags(List<Integer> tags) {
        List<Element> elements = new ArrayList<>();
        tags.forEach(tag -> elements.add(new BulkValue(tag, Vr.OB, new BulkData("", tag, 1))));
        return DataSet.ofEncoded(elements, SpecificCharacterSet.ASCII);
    }
}
