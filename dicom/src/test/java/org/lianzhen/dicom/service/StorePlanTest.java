package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;

class StorePlanTest {
    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.RLE_LOSSLESS);

    @Test
    void proposesEachSyntaxAloneAndAnUncompressedContextPerClass() {
        var plans = StorePlan.of(List.of(instance(SopClass.CTImageStorage, TransferSyntax.JPEG_LS_LOSSLESS, "1.1"),
                instance(SopClass.CTImageStorage, TransferSyntax.RLE_LOSSLESS, "1.2"),
                instance(SopClass.MRImageStorage, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "1.3"),
                instance(SopClass.CTImageStorage, TransferSyntax.JPEG_LS_LOSSLESS, "1.4")), List.of());
        assertThat(plans).hasSize(1);
        assertThat(plans.getFirst().contexts()).containsExactlyInAnyOrder(
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.JPEG_LS_LOSSLESS)),
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.RLE_LOSSLESS)),
                StorageContext.uncompressed(SopClass.CTImageStorage),
                new StorageContext(SopClass.MRImageStorage, List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                StorageContext.uncompressed(SopClass.MRImageStorage));
        assertThat(plans.getFirst().instances()).extracting(Instance::sopInstanceUid).containsExactly("1.1", "1.2",
                "1.3", "1.4");
    }

    @Test
    void whatThePeerPrefersUncompressedHasAContextOfItsOwn() {
        var preferred = List.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        var plans = StorePlan.of(List.of(instance(SopClass.CTImageStorage, TransferSyntax.JPEG_LS_LOSSLESS, "1.1")),
                preferred);
        assertThat(plans.getFirst().contexts()).containsExactly(
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.JPEG_LS_LOSSLESS)),
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                StorageContext.uncompressed(SopClass.CTImageStorage));
    }

    @Test
    void nothingNeedsNoAssociation() {
        assertThat(StorePlan.of(List.of(), List.of())).isEmpty();
    }

    @Test
    void moreClassesThanFitNeedSeveralAssociations() {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < 100; i++) {
            instances.add(instance("1.2.3." + i, TransferSyntax.JPEG_2000_LOSSLESS, "1." + i));
        }
        var plans = StorePlan.of(instances, List.of());
        assertThat(plans).hasSize(2);
        assertThat(plans).allSatisfy(plan -> assertThat(plan.contexts()).hasSizeLessThanOrEqualTo(128));
        assertThat(plans.getFirst().instances()).hasSize(64);
        assertThat(plans.getLast().instances()).hasSize(36);
    }

    @Property(tries = 50)
    void everyInstanceIsPlannedOnceAndHasItsContext(
            @ForAll @Size(max = 400) List<@IntRange(max = 749) Integer> kinds) {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < kinds.size(); i++) {
            int kind = kinds.get(i);
            instances.add(instance("1.2.3." + kind / SYNTAXES.size(), SYNTAXES.get(kind % SYNTAXES.size()), "1." + i));
        }
        var plans = StorePlan.of(instances, List.of());
        assertThat(plans.stream().flatMap(plan -> plan.instances().stream())).containsExactlyInAnyOrderElementsOf(
                instances);
        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.contexts()).hasSizeLessThanOrEqualTo(128).doesNotHaveDuplicates();
            assertThat(plan.instances()).allSatisfy(instance -> assertThat(plan.contexts())
                    .contains(new StorageContext(instance.sopClassUid(), List.of(instance.transferSyntax())))
                    .contains(StorageContext.uncompressed(instance.sopClassUid())));
        });
    }

    private static Instance instance(String sopClass, TransferSyntax syntax, String uid) {
        return new Instance(sopClass, uid, syntax, () -> {
            throw new AssertionError("not opened here");
        });
    }
}
