package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.retrieve.FrameForm.Kind;

class FrameFormTest {
    private static final String NATIVE = "1.2.840.10008.1.2.1";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final String HTJ2K = "1.2.840.10008.1.2.4.202";

    private static FrameForm choose(String kept, String accept) {
        return FrameForm.choose(Objects.requireNonNull(TransferSyntax.of(kept)), Accept.parse(accept).ranges());
    }

    /** What is kept, what is accepted, and what goes out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { NATIVE + "||NATIVE|application/octet-stream; transfer-syntax=" + NATIVE,
            NATIVE + "|*/*;transfer-syntax=*|NATIVE|application/octet-stream; transfer-syntax=" + NATIVE,
            "1.2.840.10008.1.2||NATIVE|application/octet-stream; transfer-syntax=" + NATIVE,
            "1.2.840.10008.1.2.2|application/octet-stream|NATIVE|application/octet-stream; transfer-syntax=" + NATIVE,
            JPEG_LS + "||NATIVE|application/octet-stream; transfer-syntax=" + NATIVE,
            JPEG_LS + "|multipart/related;type=image/jls|AS_KEPT|image/jls; transfer-syntax=" + JPEG_LS,
            JPEG_LS + "|*/*; transfer-syntax=*|AS_KEPT|image/jls; transfer-syntax=" + JPEG_LS,
            JPEG_LS + "|*/*; transfer-syntax=" + JPEG_LS + "|AS_KEPT|image/jls; transfer-syntax=" + JPEG_LS,
            JPEG_LS + "|application/octet-stream; transfer-syntax=*|AS_KEPT|application/octet-stream; transfer-syntax="
                    + JPEG_LS,
            NATIVE + "|image/jls|JPEG_LS|image/jls; transfer-syntax=" + JPEG_LS,
            NATIVE + "|image/jls; transfer-syntax=" + JPEG_LS + "|JPEG_LS|image/jls; transfer-syntax=" + JPEG_LS,
            "1.2.840.10008.1.2.4.90|image/jls|JPEG_LS|image/jls; transfer-syntax=" + JPEG_LS,
            "1.2.840.10008.1.2.4.90|image/*|AS_KEPT|image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90",
            "1.2.840.10008.1.2.4.50|image/jpeg|AS_KEPT|image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.50",
            HTJ2K + "||AS_KEPT|image/jphc; transfer-syntax=" + HTJ2K,
            HTJ2K + "|image/jphc|AS_KEPT|image/jphc; transfer-syntax=" + HTJ2K,
            HTJ2K + "|*/*;transfer-syntax=*|AS_KEPT|image/jphc; transfer-syntax=" + HTJ2K,
            "1.2.840.10008.1.2.4.102|video/mp4|AS_KEPT|video/mp4; transfer-syntax=1.2.840.10008.1.2.4.102",
            HTJ2K + "|application/octet-stream, image/jphc;q=0.1|AS_KEPT|image/jphc; transfer-syntax=" + HTJ2K,
            "1.2.840.10008.1.2.5|image/png, image/dicom-rle|AS_KEPT|image/dicom-rle; transfer-syntax=1.2.840.10008.1.2.5" })
    void choosesTheFirstThatIsPossible(String kept, String accept, Kind kind, String mediaType) {
        FrameForm form = choose(kept, accept == null ? "" : accept);
        assertThat(form.kind()).isEqualTo(kind);
        assertThat(form.mediaType()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { NATIVE + "|image/jp2|Explicit VR Little Endian",
            NATIVE + "|image/png|octet-stream",
            HTJ2K + "|application/octet-stream|cannot be decoded here", HTJ2K + "|image/jls|cannot be decoded here",
            "1.2.840.10008.1.2.4.102|application/octet-stream|video/mp4",
            JPEG_LS + "|image/jp2;transfer-syntax=*|image/jls",
            NATIVE + "|application/octet-stream; transfer-syntax=1.2.840.10008.1.2.2|Explicit VR Little Endian" })
    void saysWhatThereIsInstead(String kept, String accept, String told) {
        assertThatThrownBy(() -> choose(kept, accept == null ? "" : accept))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(406);
                    assertThat(refusal.problem().detail()).contains(told);
                });
    }

    @Test
    void knowsTheTypeOfEverySyntax() {
        for (TransferSyntax syntax : TransferSyntax.all()) {
            assertThat(FrameForm.typeOf(syntax)).as(syntax.name()).matches("(image|video|application)/[a-z0-9-]+");
        }
    }
}
