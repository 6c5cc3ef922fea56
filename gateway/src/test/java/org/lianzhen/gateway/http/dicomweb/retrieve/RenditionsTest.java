package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

class RenditionsTest {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";

    static KeptObject object(String syntax, long pixels) {
        return new KeptObject("1.1", "1.2", new SopReference("1.2.840.10008.5.1.4.1.1.2", "1.3"), 1, syntax,
                new KeptObject.Place("key", 1000, 300, "aa"), pixels);
    }

    /** What is kept, what is wanted, and what goes out in which form. */
    @ParameterizedTest
    @CsvSource({ EXPLICIT + "," + EXPLICIT + ",AS_KEPT," + EXPLICIT, EXPLICIT + ",*,AS_KEPT," + EXPLICIT,
            IMPLICIT + "," + EXPLICIT + ",REENCODED," + EXPLICIT, IMPLICIT + ",*,REENCODED," + EXPLICIT,
            "1.2.840.10008.1.2.2,*,REENCODED," + EXPLICIT, "1.2.840.10008.1.2.1.99,*,REENCODED," + EXPLICIT,
            "1.2.840.10008.1.2.1.99,1.2.840.10008.1.2.1.99,AS_KEPT,1.2.840.10008.1.2.1.99",
            JPEG_LS + ",*,AS_KEPT," + JPEG_LS, JPEG_LS + "," + JPEG_LS + ",AS_KEPT," + JPEG_LS,
            JPEG_LS + "," + EXPLICIT + ",DECODED," + EXPLICIT, EXPLICIT + "," + JPEG_LS + ",JPEG_LS," + JPEG_LS,
            "1.2.840.10008.1.2.4.90," + JPEG_LS + ",JPEG_LS," + JPEG_LS,
            IMPLICIT + "," + JPEG_LS + ",JPEG_LS," + JPEG_LS,
            "1.2.840.10008.1.2.5," + EXPLICIT + ",DECODED," + EXPLICIT,
            "1.2.840.10008.1.2.4.202,*,AS_KEPT,1.2.840.10008.1.2.4.202",
            "1.2.840.10008.1.2.4.102,*,AS_KEPT,1.2.840.10008.1.2.4.102" })
    void choosesTheForm(String kept, String wanted, Form form, String syntax) {
        Rendition rendition = Renditions.of(object(kept, 1000), List.of(wanted));
        assertThat(rendition.form()).isEqualTo(form);
        assertThat(rendition.syntax().uid()).isEqualTo(syntax);
        assertThat(rendition.mediaType()).isEqualTo("application/dicom; transfer-syntax=" + syntax);
    }

    @ParameterizedTest
    @CsvSource({ IMPLICIT + "," + IMPLICIT, EXPLICIT + "," + IMPLICIT, "1.2.840.10008.1.2.2,1.2.840.10008.1.2.2",
            EXPLICIT + ",1.2.840.10008.1.2.4.90", EXPLICIT + ",1.2.3", "1.2.840.10008.1.2.4.202," + EXPLICIT,
            "1.2.840.10008.1.2.4.102," + JPEG_LS, "9.9.9,*" })
    void saysWhyThereIsNone(String kept, String wanted) {
        assertThatThrownBy(() -> Renditions.of(object(kept, 1000), List.of(wanted)))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(406);
                    assertThat(refusal.problem().detail()).contains("kept in");
                });
    }

    @Test
    void takesTheFirstOneThatIsPossible() {
        assertThat(Renditions.of(object(EXPLICIT, 5), List.of("1.2.3", JPEG_LS, "*")).form()).isEqualTo(Form.JPEG_LS);
        assertThat(Renditions.of(object("1.2.840.10008.1.2.4.202", 5), List.of(EXPLICIT, "*")).form())
                .isEqualTo(Form.AS_KEPT);
    }

    @Test
    void whatHasNoPixelsIsNotEncoded() {
        Rendition report = Renditions.of(object(IMPLICIT, -1), List.of(JPEG_LS));
        assertThat(report.form()).isEqualTo(Form.REENCODED);
        assertThat(report.syntax().uid()).isEqualTo(EXPLICIT);
    }

    @Test
    void whoNamesNoneWantsExplicitLittleEndianOrWhatCannotBeDecodedAsItIs() {
        assertThat(Renditions.wanted(Accept.parse("application/dicom, application/dicom;transfer-syntax=*").ranges()))
                .containsExactly("", "*");
        assertThat(Renditions.of(object(JPEG_LS, 5), List.of("")).form()).isEqualTo(Form.DECODED);
        assertThat(Renditions.of(object("1.2.840.10008.1.2.4.102", 5), List.of("")).form()).isEqualTo(Form.AS_KEPT);
    }

    @Test
    void everyFormHasItsOwnTag() {
        KeptObject object = object(IMPLICIT, 5);
        assertThat(Tags.of(Renditions.of(object, List.of("*")))).isNotEqualTo(Tags.of(Renditions.of(object,
                List.of(JPEG_LS))));
        assertThat(Tags.of(Renditions.of(object(EXPLICIT, 5), List.of("*")))).isEqualTo("\"aa\"");
        var nameless = new KeptObject("1", "2", object.instance(), 1, EXPLICIT, new KeptObject.Place("key", 1, 1, ""),
                5);
        assertThat(Tags.digest(nameless)).as("where no digest was taken").isEqualTo(Tags.hash("key")).hasSize(64);
        assertThat(Tags.of(object, "one")).startsWith("\"").isNotEqualTo(Tags.of(object, "other"));
    }
}
