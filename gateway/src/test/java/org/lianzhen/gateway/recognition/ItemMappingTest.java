package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemMappingTest {
    private final ItemMapping mapping = new ItemMapping(CatalogueBook.of(new TestDocuments()).inForce().content());

    private static ItemMapping.Described described(String code, String name, String modality, String part) {
        return new ItemMapping.Described(code, name, Set.of(modality), part.isEmpty() ? Set.of() : Set.of(part));
    }

    @ParameterizedTest
    @CsvSource({ "CT-CHEST-P, anything, CT, CT-CHEST-P", "'', 胸部平扫, CT, CT-CHEST-P", "'', 胸部 CT 平扫, CT, CT-CHEST-P",
            "'', chest ct, CT, CT-CHEST-P", "'', 胸部平扫, MR, ", "'', 胸片, CR, XR-CHEST-PA", "'', 胸片, DX, XR-CHEST-PA",
            "X17, 胸部CT增强, CT, CT-CHEST-E", "X17, 某检查, CT, ", "'', '', CT, ", "'', ＨｂＡ１ｃ, LAB, LAB-HBA1C" })
    void whatTheCatalogueNamesIsFound(String code, String name, String modality, String item) {
        assertThat(mapping.item(described(code, name, modality, ""), Map.of()).orElse(null)).isEqualTo(item);
    }

    @Test
    void whatPeopleHaveFoundGoesBeforeNames() {
        ItemMapping.Described coded = described("X17", "胸部平扫", "CT", "CHEST");
        assertThat(mapping.item(coded, Map.of("code:X17", "CT-CHEST-E"))).contains("CT-CHEST-E");
        ItemMapping.Described named = described("", "肺 平扫", "CT", "CHEST");
        assertThat(mapping.item(named, Map.of())).isEmpty();
        assertThat(mapping.item(named, Map.of(ItemMapping.key(described("", "肺平扫", "CT", "")), "CT-CHEST-P")))
                .contains("CT-CHEST-P");
        assertThat(mapping.item(coded, Map.of("code:X17", "GONE"))).as("no longer in the catalogue").isEmpty();
    }

    @Test
    void theLikeliestIsSuggestedFirst() {
        assertThat(mapping.suggestions(described("X", "胸部薄层", "CT", "CHEST")).getFirst()).isEqualTo("CT-CHEST-P");
        assertThat(mapping.suggestions(described("X", "胸部CT增强(薄层)", "CT", "CHEST")).getFirst())
                .isEqualTo("CT-CHEST-E");
        assertThat(mapping.suggestions(described("X", "膝", "MR", "KNEE"))).containsExactly("MR-KNEE-P");
        assertThat(mapping.suggestions(described("X", "某检查", "XA", ""))).isEmpty();
    }
}
