package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SopClassTest {

    static List<Field> constants() {
        return Arrays.stream(SopClass.class.getFields()).toList();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyConstantIsInTheTableUnderItsName(Field constant) throws IllegalAccessException {
        UidEntry entry = Objects.requireNonNull(UidDictionary.ofKeyword(constant.getName()));

        assertThat(constant.get(null)).isEqualTo(entry.uid());
    }

    @ParameterizedTest
    @ValueSource(strings = { SopClass.CTImageStorage, SopClass.KeyObjectSelectionDocumentStorage,
            SopClass.EncapsulatedPDFStorage, SopClass.RTPlanStorage, SopClass.RawDataStorage,
            "1.2.840.10008.5.1.4.1.1.5", "1.2.840.10008.5.1.4.1.1.12.77", "1.2.840.10008.5.1.4.38.1",
            "1.2.840.10008.5.1.4.34.7", "1.2.840.10008.5.1.4.1.1.200.3", "1.2.840.10008.5.1.4.1.1.501.1",
            "1.2.840.10008.5.1.4.1.1.9.1", "1.2.840.10008.5.1.1.27", "1.2.840.10008.5.1.4.1.1.1.1.1" })
    void knowsWhatCStoreCarries(String uid) {
        assertThat(SopClass.isStorage(uid)).isTrue();
        assertThat(SopClass.storage()).contains(uid);
    }

    @ParameterizedTest
    @ValueSource(strings = { SopClass.Verification, SopClass.StorageCommitmentPushModel,
            SopClass.MediaStorageDirectoryStorage, SopClass.StudyRootQueryRetrieveInformationModelFind,
            "1.2.840.10008.1.20.2", "1.2.840.10008.4.2", "1.2.840.10008.5.1.4.1.1.201.2",
            "1.2.840.10008.5.1.4.1.1.201.1.1", "1.2.840.10008.5.1.4.34.8", "1.2.840.10008.1.2.1", "1.2.3", "" })
    void knowsWhatCStoreDoesNotCarry(String uid) {
        assertThat(SopClass.isStorage(uid)).isFalse();
    }

    @Test
    void storageClassesAreManyAndDistinct() {
        assertThat(SopClass.storage()).hasSizeGreaterThan(200).doesNotHaveDuplicates().allMatch(SopClass::isStorage);
    }

    @Test
    void nothingInTheStorageArcIsForgotten() {
        List<String> forgotten = UidDictionary.all().stream()
                .filter(entry -> entry.uid().startsWith("1.2.840.10008.5.1.4.1.1."))
                .filter(entry -> !SopClass.isStorage(entry.uid())).map(UidEntry::keyword).toList();

        assertThat(forgotten).containsExactlyInAnyOrder("ProtocolApprovalInformationModelFind",
                "ProtocolApprovalInformationModelMove", "ProtocolApprovalInformationModelGet", "InventoryFind",
                "InventoryMove", "InventoryGet", "InventoryCreation", "RepositoryQuery", "StorageManagementInstance");
    }
}
