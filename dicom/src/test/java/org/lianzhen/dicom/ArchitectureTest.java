package org.lianzhen.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.rules.HouseRules.onlyIn;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.rules.ImportTable;
import org.lianzhen.dicom.rules.ModuleContract;
import org.lianzhen.dicom.rules.SizeGuide;

class ArchitectureTest extends ModuleContract {
    private static final ImportTable IMPORTS = new ImportTable()
            .row("dicom.vr")
            .row("dicom.dict", "dicom.vr")
            .row("dicom.data", "dicom.vr", "dicom.dict")
            .row("dicom.io", "dicom.data", "dicom.vr", "dicom.dict")
            .row("dicom.json", "dicom.data", "dicom.io", "dicom.vr", "dicom.dict")
            .row("dicom.pdu")
            .row("dicom.ul", "dicom.pdu")
            .row("dicom.dimse", "dicom.io", "dicom.data", "dicom.vr", "dicom.dict", "dicom.pdu")
            .row("dicom.net", "dicom.ul", "dicom.pdu", "dicom.dimse", "dicom.dict")
            .row("dicom.service", "dicom.net", "dicom.pdu", "dicom.dimse", "dicom.io", "dicom.data", "dicom.vr",
                    "dicom.dict")
            .row("dicom.image", "dicom.data", "dicom.io", "dicom.vr", "dicom.dict");

    /** The constants in {@code Tag} are a table. */
    private static final SizeGuide SIZES = SizeGuide.of(Path.of(""), "Tag.java");

    ArchitectureTest() {
        super("org.lianzhen.dicom", IMPORTS, SIZES,
                onlyIn("org.lianzhen.dicom.net..", "io.netty.channel.."),
                onlyIn("org.lianzhen.dicom.json..", "com.fasterxml.jackson.."),
                onlyIn("org.lianzhen.dicom.image..", "javax.imageio..", "java.awt..", "com.github.jaiimageio..",
                        "jj2000.."));
    }

    @ParameterizedTest
    @ValueSource(strings = { "vr", "dict", "data", "io", "json", "net", "service" })
    void hasAsMuchTestCodeAsCodeInEveryPackage(String name) {
        assertThat(SIZES.testOffences("org.lianzhen.dicom." + name, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "org.lianzhen.dicom.pdu", "org.lianzhen.dicom.ul", "org.lianzhen.dicom.dimse" })
    void hasHalfAgainAsMuchTestCodeForTheProtocol(String name) {
        assertThat(SIZES.testOffences(name, 150)).isEmpty();
    }
}
