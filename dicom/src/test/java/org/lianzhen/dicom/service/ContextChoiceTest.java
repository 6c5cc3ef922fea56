package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.Roles;

class ContextChoiceTest {
    private static final String CT = SopClass.CTImageStorage;

    @Test
    void theOwnSyntaxComesFirst() {
        var terms = requested(context(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                context(TransferSyntax.JPEG_LS_LOSSLESS), context(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertThat(chosen(terms, TransferSyntax.JPEG_LS_LOSSLESS)).isEqualTo(3);
        assertThat(chosen(terms, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(5);
    }

    @Test
    void uncompressedInstancesGoIntoAnyUncompressedContext() {
        var terms = requested(context(TransferSyntax.JPEG_LS_LOSSLESS),
                context(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        assertThat(chosen(terms, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)).isEqualTo(3);
        assertThat(chosen(terms, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(3);
    }

    @Test
    void compressedInstancesGoNowhereElse() {
        var terms = requested(context(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                context(TransferSyntax.JPEG_2000_LOSSLESS));
        assertThat(ContextChoice.of(terms, instance(TransferSyntax.JPEG_LS_LOSSLESS), List.of()))
                .isInstanceOfSatisfying(ContextChoice.None.class, none -> assertThat(none.why()).contains("JPEG-LS")
                        .contains("JPEG 2000").contains("Implicit VR Little Endian"));
    }

    @Test
    void uncompressedInstancesAreNotCompressed() {
        var terms = requested(context(TransferSyntax.JPEG_LS_LOSSLESS));
        assertThat(ContextChoice.of(terms, instance(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), List.of()))
                .isInstanceOf(ContextChoice.None.class);
    }

    @Test
    void aPeerSaysWhatItWouldRatherHave() {
        var terms = requested(context(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                context(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN), context(TransferSyntax.JPEG_LS_LOSSLESS));
        Instance plain = instance(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        var implicit = List.of(TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(syntax(ContextChoice.of(terms, plain, implicit))).as("nothing is compressed")
                .isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(syntax(ContextChoice.of(terms, plain, List.of(TransferSyntax.JPEG_LS_LOSSLESS))))
                .isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(syntax(ContextChoice.of(terms, instance(TransferSyntax.JPEG_LS_LOSSLESS),
                List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)))).as("it cannot be decoded here")
                .isEqualTo(TransferSyntax.JPEG_LS_LOSSLESS);
    }

    private static TransferSyntax syntax(ContextChoice choice) {
        return ((ContextChoice.Use) choice).context().transferSyntax();
    }

    @Test
    void otherClassesDoNotCount() {
        var terms = requested(StorageContext.uncompressed(SopClass.MRImageStorage));
        assertThat(ContextChoice.of(terms, instance(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), List.of()))
                .isInstanceOfSatisfying(ContextChoice.None.class,
                        none -> assertThat(none.why()).contains("CT Image Storage"));
    }

    @Test
    void anAcceptorSendsOnlyWhereTheRequestorTakes() {
        var contexts = List.of(StorageContext.uncompressed(CT));
        Instance instance = instance(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(ContextChoice.of(FakeAssociation.terms(false, contexts, Map.of()), instance, List.of()))
                .isInstanceOf(ContextChoice.None.class);
        assertThat(ContextChoice.of(FakeAssociation.terms(false, contexts, Map.of(CT, new Roles(false, true))),
                instance, List.of())).isInstanceOf(ContextChoice.Use.class);
    }

    @Test
    void aRequestorSendsOnlyWhereItMay() {
        var contexts = List.of(StorageContext.uncompressed(CT));
        Instance instance = instance(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(ContextChoice.of(FakeAssociation.terms(true, contexts, Map.of(CT, new Roles(false, true))),
                instance, List.of())).isInstanceOf(ContextChoice.None.class);
    }

    private static StorageContext context(TransferSyntax syntax) {
        return new StorageContext(CT, List.of(syntax));
    }

    private static AssociationTerms requested(StorageContext... contexts) {
        return FakeAssociation.terms(true, List.of(contexts), Map.of());
    }

    private static int chosen(AssociationTerms terms, TransferSyntax own) {
        ContextChoice choice = ContextChoice.of(terms, instance(own), List.of());
        assertThat(choice).isInstanceOf(ContextChoice.Use.class);
        return ((ContextChoice.Use) choice).context().id();
    }

    private static Instance instance(TransferSyntax syntax) {
        return new Instance(CT, "1.2.3", syntax, () -> {
            throw new AssertionError("not opened here");
        });
    }
}
