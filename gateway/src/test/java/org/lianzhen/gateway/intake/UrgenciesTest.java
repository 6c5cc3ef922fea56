package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.gateway.archive.UrgencyJudgement;
import org.lianzhen.gateway.archive.UrgencyJudgement.Source;
import org.lianzhen.gateway.member.Urgency;

class UrgenciesTest {
    private static final DataSet SILENT = DataSet.EMPTY;

    @Test
    void isRoutineWhenNobodySaysAnything() {
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.MEDIUM, SILENT)).isEqualTo(UrgencyJudgement.NONE);
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.LOW, SILENT)).isEqualTo(UrgencyJudgement.NONE);
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY", "GREEN_CHANNEL", "URGENT", "BULK" })
    void believesTheTitleThatWasCalled(Urgency kept) {
        assertThat(Urgencies.judge(kept, Priority.MEDIUM, SILENT))
                .isEqualTo(new UrgencyJudgement(kept, Source.CALLED_AE_TITLE));
    }

    @Test
    void believesACommandOfHighPriority() {
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.HIGH, SILENT))
                .isEqualTo(new UrgencyJudgement(Urgency.URGENT, Source.COMMAND_PRIORITY));
    }

    @ParameterizedTest
    @CsvSource({ "STAT, EMERGENCY, REQUESTED_PROCEDURE_PRIORITY", "stat, EMERGENCY, REQUESTED_PROCEDURE_PRIORITY",
            "HIGH, URGENT, REQUESTED_PROCEDURE_PRIORITY", "ROUTINE, ROUTINE, DEFAULT", "MEDIUM, ROUTINE, DEFAULT",
            "LOW, ROUTINE, DEFAULT", "SOON, ROUTINE, DEFAULT" })
    void believesThePriorityOfTheRequestedProcedure(String value, Urgency urgency, Source source) {
        var expected = new UrgencyJudgement(urgency, source);
        DataSet plain = with(Tag.RequestedProcedurePriority, value);
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.MEDIUM, plain)).isEqualTo(expected);
        DataSet nested = DataSet.builder().putSequence(Tag.RequestAttributesSequence, SILENT, plain).build();
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.MEDIUM, nested)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "HIGH, URGENT, STUDY_PRIORITY_ID", "MEDIUM, ROUTINE, DEFAULT", "LOW, ROUTINE, DEFAULT" })
    void believesThePriorityOfTheStudy(String value, Urgency urgency, Source source) {
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.MEDIUM, with(Tag.StudyPriorityID, value)))
                .isEqualTo(new UrgencyJudgement(urgency, source));
    }

    @Test
    void theMostUrgentWinsWhoeverSaysIt() {
        DataSet stat = with(Tag.RequestedProcedurePriority, "STAT");
        assertThat(Urgencies.judge(Urgency.URGENT, Priority.HIGH, stat))
                .isEqualTo(new UrgencyJudgement(Urgency.EMERGENCY, Source.REQUESTED_PROCEDURE_PRIORITY));
        assertThat(Urgencies.judge(Urgency.EMERGENCY, Priority.HIGH, stat))
                .as("of two who say the same the first is named")
                .isEqualTo(new UrgencyJudgement(Urgency.EMERGENCY, Source.CALLED_AE_TITLE));
        assertThat(Urgencies.judge(Urgency.ROUTINE, Priority.HIGH, with(Tag.StudyPriorityID, "HIGH")))
                .isEqualTo(new UrgencyJudgement(Urgency.URGENT, Source.COMMAND_PRIORITY));
    }

    @Test
    void anEmergencyOfYearsAgoIsNoneToday() {
        DataSet stat = with(Tag.RequestedProcedurePriority, "STAT");
        assertThat(Urgencies.judge(Urgency.BULK, Priority.MEDIUM, stat).urgency()).isEqualTo(Urgency.BULK);
        assertThat(Urgencies.judge(Urgency.BULK, Priority.HIGH, stat)).as("but what the sender says now counts")
                .isEqualTo(new UrgencyJudgement(Urgency.EMERGENCY, Source.REQUESTED_PROCEDURE_PRIORITY));
    }

    private static DataSet with(int tag, String value) {
        return DataSet.builder().put(tag, value).build();
    }
}
