package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferSyntaxTest {

    private static final String ROOT = "1.2.840.10008.1.2";

    private static Set<String> those(Predicate<TransferSyntax> fact) {
        return TransferSyntax.all().stream().filter(fact).map(TransferSyntax::uid).collect(Collectors.toSet());
    }

    @Test
    void knowsAllOfTheTable() {
        List<String> uids = UidDictionary.all().stream().filter(uid -> uid.type() == UidType.TRANSFER_SYNTAX)
                .map(UidEntry::uid).toList();

        assertThat(uids).hasSize(63);
        assertThat(TransferSyntax.all()).extracting(TransferSyntax::uid).isEqualTo(uids);
    }

    @Test
    void onlyTheDefaultAndPapyrusAreImplicit() {
        assertThat(those(syntax -> !syntax.explicitVr())).containsExactlyInAnyOrder(ROOT, "1.2.840.10008.1.20");
    }

    @Test
    void onlyOneIsBigEndian() {
        assertThat(those(TransferSyntax::bigEndian)).containsExactly(ROOT + ".2");
    }

    @Test
    void threeDeflateTheWholeDataSet() {
        assertThat(those(TransferSyntax::deflated)).containsExactlyInAnyOrder(ROOT + ".1.99", ROOT + ".4.95",
                ROOT + ".4.205");
    }

    @Test
    void allOthersButNativeAndReferencedPixelsAreEncapsulated() {
        assertThat(those(syntax -> !syntax.encapsulated())).containsExactlyInAnyOrder(ROOT, ROOT + ".1", ROOT + ".1.99",
                ROOT + ".2", ROOT + ".4.94", ROOT + ".4.95", ROOT + ".4.204", ROOT + ".4.205", ROOT + ".6.1",
                ROOT + ".6.2", ROOT + ".7.1", ROOT + ".7.2", ROOT + ".7.3", "1.2.840.10008.1.20");
    }

    @ParameterizedTest
    @CsvSource({ ".1.98, Encapsulated Uncompressed Explicit VR Little Endian", ".4.50, JPEG Baseline (Process 1)",
            ".4.100.1, Fragmentable MPEG2 Main Profile / Main Level",
            ".4.201, High-Throughput JPEG 2000 Image Compression (Lossless Only)", ".5, RLE Lossless",
            ".8.1, Deflated Image Frame Compression" })
    void encapsulatedOnesAreExplicitLittleEndian(String suffix, String name) {
        assertThat(TransferSyntax.of(ROOT + suffix))
                .isEqualTo(new TransferSyntax(ROOT + suffix, name, true, false, false, true));
    }

    @Test
    void knowsTheThreeEveryoneSpeaks() {
        assertThat(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).isEqualTo(
                new TransferSyntax(ROOT, "Implicit VR Little Endian", false, false, false, false));
        assertThat(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).isEqualTo(
                new TransferSyntax(ROOT + ".1", "Explicit VR Little Endian", true, false, false, false));
        assertThat(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).isEqualTo(
                new TransferSyntax(ROOT + ".2", "Explicit VR Big Endian", true, true, false, false));
    }

    static List<Field> constants() {
        return Arrays.stream(TransferSyntax.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers())).toList();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void constantsAreThoseOfTheTable(Field constant) throws IllegalAccessException {
        TransferSyntax syntax = (TransferSyntax) constant.get(null);

        assertThat(TransferSyntax.of(syntax.uid())).isSameAs(syntax);
    }

    @ParameterizedTest
    @CsvSource({ "JPEG_LOSSLESS_SV1, JPEGLosslessSV1", "JPEG_LOSSLESS, JPEGLossless",
            "JPEG_LS_LOSSLESS, JPEGLSLossless", "JPEG_LS_NEAR_LOSSLESS, JPEGLSNearLossless",
            "JPEG_2000_LOSSLESS, JPEG2000Lossless", "JPEG_2000, JPEG2000", "JPEG_BASELINE, JPEGBaseline8Bit",
            "JPEG_EXTENDED, JPEGExtended12Bit", "HTJ2K_LOSSLESS, HTJ2KLossless", "HTJ2K, HTJ2K",
            "HTJ2K_LOSSLESS_RPCL, HTJ2KLosslessRPCL", "RLE_LOSSLESS, RLELossless",
            "DEFLATED_IMAGE_FRAME, DeflatedImageFrameCompression", "MPEG2_MAIN_LEVEL, MPEG2MPML",
            "MPEG4_HIGH_PROFILE, MPEG4HP41", "HEVC_MAIN_PROFILE, HEVCMP51",
            "DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, DeflatedExplicitVRLittleEndian" })
    void constantsHaveTheUidOfTheirKeyword(String constant, String keyword) throws ReflectiveOperationException {
        TransferSyntax syntax = (TransferSyntax) TransferSyntax.class.getField(constant).get(null);

        assertThat(Objects.requireNonNull(UidDictionary.ofKeyword(keyword)).uid()).isEqualTo(syntax.uid());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1.2.3.4", "1.2.840.10008.1.1", "1.2.840.113619.5.2", "1.2.840.10008.1.2 " })
    void othersAreUnknown(String uid) {
        assertThat(TransferSyntax.of(uid)).isNull();
    }

    @Test
    void tellsRetirement() {
        assertThat(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.retired()).isTrue();
        assertThat(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.retired()).isFalse();
        assertThat(new TransferSyntax("1.2.3", "private", true, false, false, false).retired()).isFalse();
    }

    @Test
    void itsListIsReadOnly() {
        assertThatThrownBy(() -> TransferSyntax.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
