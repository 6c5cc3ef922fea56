package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidDictionaryTest {

    private static final UidEntry CT = new UidEntry("1.2.840.10008.5.1.4.1.1.2", "CTImageStorage", UidType.SOP_CLASS,
            false, "CT Image Storage");

    @Test
    void findsByUidAndKeyword() {
        assertThat(UidDictionary.entry(CT.uid())).isEqualTo(CT);
        assertThat(UidDictionary.ofKeyword("CTImageStorage")).isEqualTo(CT);
        assertThat(UidDictionary.name(CT.uid())).isEqualTo("CT Image Storage");
    }

    @Test
    void holdsTheWholeTable() {
        assertThat(UidDictionary.all()).hasSize(490).extracting(UidEntry::uid).doesNotHaveDuplicates()
                .allMatch(Uid::isValid);
        assertThat(UidDictionary.all().stream().map(UidEntry::type).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(UidType.class));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1.2.3", "CTImageStorage" })
    void othersKeepTheirNumber(String uid) {
        assertThat(UidDictionary.entry(uid)).isNull();
        assertThat(UidDictionary.name(uid)).isEqualTo(uid);
    }

    @Test
    void knowsRetiredOnes() {
        assertThat(UidDictionary.ofKeyword("ExplicitVRBigEndian")).extracting(UidEntry::retired).isEqualTo(true);
        assertThat(UidDictionary.ofKeyword("")).isNull();
    }

    @Test
    void itsListIsReadOnly() {
        assertThatThrownBy(() -> UidDictionary.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
