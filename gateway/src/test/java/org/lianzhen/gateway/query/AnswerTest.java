package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.intake.FakeAssociation;

class AnswerTest {
    private static final DataSet NOTHING = DataSet.EMPTY;

    private static Match answer(DataSetBuilder keys, String charset, DataSet found) {
        return answer(keys.build(), QueryLevel.STUDY, charset, found);
    }

    private static Match answer(DataSet keys, @Nullable QueryLevel level, String charset, DataSet found) {
        var request = new FindRequest(new FakeAssociation(), InformationModel.STUDY_ROOT, level, keys, Priority.MEDIUM,
                Set.of());
        return new Answer(request, SpecificCharacterSet.of(charset)).match(found);
    }

    private static DataSet study(String name) {
        return DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, name).put(Tag.PatientID, "P1")
                .put(Tag.StudyInstanceUID, "1.2").put(Tag.StudyDescription, "胸部平扫").build();
    }

    @Test
    void holdsWhatWasAskedForInOrder() {
        Match match = answer(DataSet.builder().putEmpty(Tag.StudyInstanceUID).putEmpty(Tag.PatientName), "GB18030",
                study("李^誠"));
        assertThat(match.identifier().elements()).extracting(Element::tag).containsExactly(Tag.SpecificCharacterSet,
                Tag.QueryRetrieveLevel, Tag.RetrieveAETitle, Tag.InstanceAvailability, Tag.PatientName,
                Tag.StudyInstanceUID);
        assertThat(match.identifier().string(Tag.QueryRetrieveLevel)).isEqualTo("STUDY");
        assertThat(match.identifier().string(Tag.RetrieveAETitle)).isEqualTo("LIANZHEN");
        assertThat(match.identifier().string(Tag.InstanceAvailability)).isEqualTo("ONLINE");
        assertThat(match.allKeysSupported()).isTrue();
    }

    @Test
    void givesValuesNotTheKeysThatFoundThem() {
        Match match = answer(DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "李*"), "ISO_IR 192",
                study("李^誠"));
        assertThat(match.identifier().string(Tag.PatientName)).isEqualTo("李^誠");
    }

    /** Every name can be told in what the peer understands, or in Unicode when it cannot be written in that. */
    @ParameterizedTest
    @CsvSource({ "王^小东,GB18030,GB18030", "刘^𠀀,GB18030,GB18030", "李^誠,GBK,GBK", "刘^𠀀,GBK,ISO_IR 192",
            "王^小东,ISO_IR 100,ISO_IR 192", "Müller^Jörg,ISO_IR 100,ISO_IR 100", "王^小东,ISO_IR 192,ISO_IR 192" })
    void loosesNoCharacterInTheAnswersCharacterSet(String name, String charset, String written) {
        Match match = answer(DataSet.builder().putEmpty(Tag.PatientName), charset, DataSet
                .builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, name).build());
        assertThat(match.identifier().string(Tag.PatientName)).isEqualTo(name);
        assertThat(match.identifier().string(Tag.SpecificCharacterSet)).isEqualTo(written);
    }

    @Test
    void writesABackslashWithinACharacterAsPartOfIt() {
        Match match = answer(DataSet.builder().putEmpty(Tag.PatientName), "GB18030", study("李^誠"));
        assertThat(match.identifier().element(Tag.PatientName)).isInstanceOfSatisfying(Value.class,
                value -> assertThat(value.bytes().slice(0, 5))
                        .isEqualTo(Bytes.wrap(HexFormat.of().parseHex("c0ee5ed55c"))));
        assertThat(match.identifier().strings(Tag.PatientName)).as("one value").containsExactly("李^誠");
    }

    @Test
    void saysWhichKeysItCannotAnswer() {
        Match match = answer(DataSet.builder().put(Tag.Manufacturer, "ACME").putEmpty(Tag.ReferencedStudySequence)
                .putEmpty(Tag.PatientID), "GB18030", study("王^五"));
        assertThat(match.allKeysSupported()).isFalse();
        assertThat(match.identifier().contains(Tag.Manufacturer)).isTrue();
        assertThat(match.identifier().hasValue(Tag.Manufacturer)).as("a key is no value").isFalse();
        assertThat(match.identifier().items(Tag.ReferencedStudySequence)).isEmpty();
        assertThat(match.identifier().string(Tag.PatientID)).isEqualTo("P1");
    }

    @Test
    void bearsPrivateAndUnknownKeys() {
        DataSet keys = DataSet.builder().putPrivate("ACME", 0x0009_0001, Vr.LO, "x")
                .put(new Value(0x0008_0fff, Vr.UN, Bytes.of((byte) 1, (byte) 2))).putEmpty(Tag.PatientID).build();
        Match match = answer(keys, QueryLevel.STUDY, "GB18030", study("王^五"));
        assertThat(match.allKeysSupported()).isFalse();
        assertThat(match.identifier().string(Tag.PatientID)).isEqualTo("P1");
        assertThat(match.identifier().hasValue(0x0009_1001)).isFalse();
        assertThat(DataSets.parse(DataSets.encode(match.identifier(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).string(Tag.PatientID)).isEqualTo("P1");
    }

    @Test
    void asksForTheCharacterSetAreNoUnknownKeys() {
        DataSet keys = DataSet.builder(SpecificCharacterSet.GB18030).putEmpty(Tag.PatientID)
                .put(Tag.QueryRetrieveLevel, "STUDY").putEmpty(Tag.RetrieveAETitle)
                .putEmpty(Tag.InstanceAvailability).build();
        assertThat(answer(keys, QueryLevel.STUDY, "GB18030", NOTHING).allKeysSupported()).isFalse();
        assertThat(answer(keys, QueryLevel.STUDY, "GB18030", study("王^五")).allKeysSupported()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "GB18030,李^誠", "GBK,李^誠", "ISO_IR 192,李^誠", "GB18030,𠀀^小", "ISO_IR 192,𠀀^小",
            "GB18030,Li^Cheng=李^誠=", "GBK,丂^乗" })
    void isWrittenInWhatTheCallerReads(String charset, String name) {
        Match match = answer(DataSet.builder().putEmpty(Tag.PatientName).putEmpty(Tag.StudyDescription), charset,
                study(name));
        DataSet read = onTheWire(match);
        assertThat(read.string(Tag.SpecificCharacterSet)).isEqualTo(charset);
        assertThat(read.string(Tag.PatientName)).isEqualTo(name);
        assertThat(read.string(Tag.StudyDescription)).isEqualTo("胸部平扫");
    }

    @Test
    void isWrittenWithEscapesForThoseWhoReadThem() {
        var request = new FindRequest(new FakeAssociation(), InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().putEmpty(Tag.PatientName).build(), Priority.MEDIUM, Set.of());
        Match match = new Answer(request, SpecificCharacterSet.of("", "ISO 2022 IR 58"))
                .match(study("Wang^XiaoDong=王^小东"));
        DataSet read = onTheWire(match);
        assertThat(read.strings(Tag.SpecificCharacterSet)).isEqualTo(List.of("", "ISO 2022 IR 58"));
        assertThat(read.string(Tag.PatientName)).isEqualTo("Wang^XiaoDong=王^小东");
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 100,李^誠", "GBK,𠀀^小", "ISO_IR 6,王^五" })
    void goesOutInUnicodeRatherThanWithHoles(String charset, String name) {
        Match match = answer(DataSet.builder().putEmpty(Tag.PatientName), charset, study(name));
        DataSet read = onTheWire(match);
        assertThat(read.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(read.string(Tag.PatientName)).isEqualTo(name);
    }

    private static DataSet onTheWire(Match match) {
        TransferSyntax syntax = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        return DataSets.parse(DataSets.encode(match.identifier(), syntax), syntax);
    }
}
