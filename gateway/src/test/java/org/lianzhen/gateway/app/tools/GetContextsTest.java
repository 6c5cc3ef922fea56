package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.StorageContext;

class GetContextsTest {
    @Test
    void fewClassesHaveAContextForEverySyntax() {
        List<StorageContext> contexts = GetContexts.of(List.of(SopClass.CTImageStorage, SopClass.MRImageStorage));

        assertThat(contexts).allSatisfy(context -> assertThat(context.transferSyntaxes()).hasSize(1));
        assertThat(contexts).contains(
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                new StorageContext(SopClass.MRImageStorage, List.of(TransferSyntax.JPEG_LS_LOSSLESS)));
        assertThat(new HashSet<>(contexts)).hasSameSizeAs(contexts);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 6, 7, 20, 63, 64, 127, 300 })
    void contextsNeverExceedTheProtocol(int classes) {
        List<StorageContext> contexts = GetContexts
                .of(IntStream.rangeClosed(1, classes).mapToObj(number -> "1.2." + number).toList());

        assertThat(contexts).hasSizeLessThanOrEqualTo(127);
        assertThat(contexts.stream().map(StorageContext::sopClassUid).distinct()).hasSize(Math.min(classes, 127));
        assertThat(contexts).as("every class can come compressed and not")
                .filteredOn(context -> context.sopClassUid().equals("1.2.1"))
                .flatExtracting(StorageContext::transferSyntaxes)
                .contains(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_LS_LOSSLESS,
                        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    }

    @Test
    void usualClassesFit() {
        assertThat(GetContexts.usual()).hasSizeBetween(60, 127)
                .allSatisfy(context -> assertThat(SopClass.isStorage(context.sopClassUid())).isTrue());
        assertThat(GetContexts.of(List.of())).isEmpty();
    }
}
