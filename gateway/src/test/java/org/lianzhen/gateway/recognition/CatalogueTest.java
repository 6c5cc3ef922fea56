package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.version.DocumentException;

/** Which item answers which. */
class CatalogueTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Catalogue CATALOGUE = CatalogueBook.of(new TestDocuments()).inForce().content();

    private static RecognitionItem item(String code) {
        return CATALOGUE.item(code, TODAY).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
            "CT-CHEST-P, CT-CHEST-P, true",
            "CT-CHEST-P, CT-CHEST-E, false",
            "CT-CHEST-E, CT-CHEST-P, false",
            "CT-CHEST-P, CT-HEAD-P, false",
            "CT-CHESTABD-P, CT-CHEST-P, true",
            "CT-CHEST-P, CT-CHESTABD-P, false",
            "CT-CHESTABD-P, CT-CHEST-E, false",
            "XR-CHEST-PA, CT-CHEST-P, false",
            "CT-CHEST-P, XR-CHEST-PA, false",
            "LAB-K, LAB-K, true",
            "LAB-K, LAB-GLU, false",
            "LAB-GLU, LAB-HBA1C, false",
            "ECG-12, ECG-12, true",
            "ECG-12, LAB-K, false",
            "MR-KNEE-P, MR-KNEE-P, true",
            "MG-BI, MG-BI, true" })
    void anItemAnswersItselfAndWhatIsLess(String there, String ordered, boolean answers) {
        assertThat(item(there).answers(item(ordered))).isEqualTo(answers);
    }

    /** An examination with contrast medium that has a plain phase says so. */
    @Test
    void whatAnItemCoversMayHaveAnotherContrast() throws DocumentException {
        String document = CatalogueBook.of(new TestDocuments()).inForce().version().document();
        Catalogue covering = CatalogueReader.read(document.replace("imagesRequired: true, price: 400, synonyms: [胸部增强",
                "imagesRequired: true, covers: [CT-CHEST-P], price: 400, synonyms: [胸部增强"));
        RecognitionItem enhanced = covering.item("CT-CHEST-E").orElseThrow();
        RecognitionItem plain = covering.item("CT-CHEST-P").orElseThrow();
        assertThat(enhanced.answers(plain)).isTrue();
        assertThat(plain.answers(enhanced)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "MG-BI, '', B", "MG-BI, L, L", "CT-CHEST-P, '', ''", "CT-CHEST-P, R, R", "CT-CHEST-P, U, ''" })
    void aSideIsWhatIsSaidOrWhatTheItemIs(String code, String said, String side) {
        assertThat(item(code).side(said)).isEqualTo(side);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(CATALOGUE.item("US-ABD", TODAY)).isEmpty();
        assertThat(CATALOGUE.reason("R7")).isEmpty();
        assertThat(CATALOGUE.groups().get("CSJ")).isEqualTo(Set.of("31", "32", "33", "34"));
        assertThat(CATALOGUE.groups().get("JJJ")).isEqualTo(Set.of("11", "12", "13"));
        assertThat(CATALOGUE.groups().get("CY")).isEqualTo(Set.of("50", "51"));
    }
}
