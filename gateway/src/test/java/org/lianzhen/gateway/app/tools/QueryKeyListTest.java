package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.Messages;

class QueryKeyListTest {
    private final Messages messages = new Messages(QueryKeyList.class, Language.ENGLISH);
    private final QueryKeyList keys = new QueryKeyList(messages,
            List.of(KeyPath.of(Tag.PatientName), KeyPath.of(Tag.PatientID)));

    @Test
    void valuesTakeThePlaceOfWhatIsToldAnyway() throws CommandException {
        keys.add("PatientID=P*");
        keys.add("StudyDate=20260101-20260131");
        keys.add("Modality");

        assertThat(keys.keys()).containsExactly(KeyPath.of(Tag.PatientName), KeyPath.of(Tag.PatientID),
                KeyPath.of(Tag.StudyDate), KeyPath.of(Tag.Modality));
        assertThat(keys.asked()).containsExactlyInAnyOrder(KeyPath.of(Tag.PatientID), KeyPath.of(Tag.StudyDate),
                KeyPath.of(Tag.Modality));
        assertThat(keys.has(Tag.PatientID)).isTrue();
        assertThat(keys.has(Tag.Modality)).isFalse();
        assertThat(keys.dataSet(SpecificCharacterSet.GB18030)).isEqualTo(DataSet.builder()
                .put(Tag.StudyDate, "20260101-20260131").putEmpty(Tag.Modality).putEmpty(Tag.PatientName)
                .put(Tag.PatientID, "P*").build());
    }

    @Test
    void listsAndTextsKeepTheirForm() throws CommandException {
        keys.add("StudyInstanceUID=1.2\\1.3");
        keys.add("PatientComments=a\\b=c");
        DataSet dataSet = keys.dataSet(SpecificCharacterSet.GB18030);

        assertThat(dataSet.strings(Tag.StudyInstanceUID)).containsExactly("1.2", "1.3");
        assertThat(dataSet.strings(Tag.PatientComments)).containsExactly("a\\b=c");
    }

    @Test
    void nestedKeysShareAnItem() throws CommandException {
        keys.add("ScheduledProcedureStepSequence.Modality=CT");
        keys.add("ScheduledProcedureStepSequence.ScheduledProcedureStepDescription=头颅");
        DataSet dataSet = keys.dataSet(SpecificCharacterSet.UTF_8);

        assertThat(dataSet.characterSet()).isEqualTo(SpecificCharacterSet.UTF_8);
        assertThat(dataSet.items(Tag.ScheduledProcedureStepSequence)).singleElement().satisfies(item -> {
            assertThat(item.string(Tag.Modality)).isEqualTo("CT");
            assertThat(item.string(Tag.ScheduledProcedureStepDescription)).isEqualTo("头颅");
            assertThat(item.contains(Tag.SpecificCharacterSet)).isFalse();
        });
    }

    @Test
    void whatCannotBeSentIsMisuse() throws CommandException {
        assertThatThrownBy(() -> keys.add("Patient=1")).isInstanceOfSatisfying(CommandException.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(2);
            assertThat(fault).hasMessageStartingWith("There is no element \"Patient\".");
        });
        keys.add("Rows=many");
        assertThatThrownBy(() -> keys.dataSet(SpecificCharacterSet.GB18030)).isInstanceOf(CommandException.class)
                .hasMessageStartingWith("A value does not suit its element: Rows: ");
    }

    @Test
    void messagesNeverRepeatWhatMayNameAPatient() throws CommandException {
        keys.add("PatientName=王小东");

        assertThatThrownBy(() -> keys.dataSet(SpecificCharacterSet.of("ISO_IR 100")))
                .isInstanceOf(CommandException.class).satisfies(fault -> assertThat(fault.getMessage())
                        .doesNotContain("王小东"));
    }
}
