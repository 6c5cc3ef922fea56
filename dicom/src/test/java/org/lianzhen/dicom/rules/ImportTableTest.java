package org.lianzhen.dicom.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.rules.sample.Importer;

class ImportTableTest {
    private final JavaClasses classes = new ClassFileImporter().importClasses(Importer.class);

    @Test
    void acceptsWhatARowNames() {
        assertThat(new ImportTable().row("dicom.rules.sample", "dicom.rules").offences(classes)).isEmpty();
    }

    @Test
    void namesEveryImportThatTheRowDoesNot() {
        assertThat(new ImportTable().row("dicom.rules.sample", "dicom.pdu").offences(classes)).singleElement()
                .asString().startsWith("dicom.rules.sample may not import org.lianzhen.dicom.rules, yet ")
                .endsWith("Importer uses org.lianzhen.dicom.rules.SizeGuide");
    }

    @Test
    void namesPackagesWithoutARow() {
        assertThat(new ImportTable().row("dicom.rule").offences(classes))
                .containsExactly("package org.lianzhen.dicom.rules.sample has no row in the import table");
    }
}
