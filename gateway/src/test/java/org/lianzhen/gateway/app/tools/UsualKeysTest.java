package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;

class UsualKeysTest {

    @ParameterizedTest
    @EnumSource(QueryLevel.class)
    void everyLevelShowsItsUniqueKeyOnce(QueryLevel level) {
        assertThat(UsualKeys.of(level)).doesNotHaveDuplicates().filteredOn(key -> key.is(level.uniqueKey())).hasSize(1);
    }

    @Test
    void worklistAsksForTheScheduledStep() {
        assertThat(UsualKeys.ofWorklist()).doesNotHaveDuplicates()
                .contains(KeyPath.of(Tag.PatientName),
                        KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.ScheduledProcedureStepStartDate))
                .extracting(KeyPath::name).contains("Modality", "AccessionNumber");
    }
}
