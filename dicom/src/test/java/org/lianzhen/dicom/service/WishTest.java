package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.Roles;

class WishTest {
    private static final RemoteNode NODE = RemoteNode.at("peer", 104, "PEER", "US");

    @Test
    void whatWasProposedBeforeNeedsNothingNew() {
        AssociationProposal.Builder before = NODE.proposal(SopClass.CTImageStorage);
        before.context(SopClass.MRImageStorage, StorageContext.UNCOMPRESSED);
        assertThat(wish(NODE.proposal(SopClass.MRImageStorage)).isCoveredBy(before.build())).isTrue();
        assertThat(wish(NODE.proposal(SopClass.CTImageStorage)).isCoveredBy(before.build())).isTrue();
    }

    @Test
    void otherClassesOrSyntaxesAreNotCovered() {
        AssociationProposal before = NODE.proposal(SopClass.CTImageStorage).build();
        assertThat(wish(NODE.proposal(SopClass.MRImageStorage)).isCoveredBy(before)).isFalse();
        AssociationProposal.Builder compressed = NODE.proposal();
        compressed.context(SopClass.CTImageStorage, List.of(TransferSyntax.JPEG_LS_LOSSLESS));
        assertThat(wish(compressed).isCoveredBy(before)).isFalse();
    }

    @Test
    void rolesMustBeTheSameForWhatIsWanted() {
        AssociationProposal plain = NODE.proposal(SopClass.CTImageStorage).build();
        var receiving = NODE.proposal(SopClass.CTImageStorage).role(SopClass.CTImageStorage, new Roles(false, true));
        assertThat(wish(receiving).isCoveredBy(plain)).isFalse();
        assertThat(wish(receiving).isCoveredBy(receiving.build())).isTrue();
        assertThat(wish(NODE.proposal(SopClass.CTImageStorage)).isCoveredBy(receiving.build())).isFalse();
        receiving.context(SopClass.MRImageStorage, StorageContext.UNCOMPRESSED);
        assertThat(wish(NODE.proposal(SopClass.MRImageStorage)).isCoveredBy(receiving.build())).isTrue();
    }

    @Test
    void extendedNegotiationMustHaveBeenTheSame() {
        var relational = NODE.proposal(SopClass.CTImageStorage).extended(SopClass.CTImageStorage, new byte[]{ 1 });
        assertThat(wish(relational).isCoveredBy(NODE.proposal(SopClass.CTImageStorage).build())).isFalse();
        assertThat(wish(relational).isCoveredBy(relational.build())).isTrue();
        assertThat(wish(NODE.proposal(SopClass.CTImageStorage)).isCoveredBy(relational.build())).isFalse();
        relational.context(SopClass.MRImageStorage, StorageContext.UNCOMPRESSED);
        assertThat(wish(NODE.proposal(SopClass.MRImageStorage)).isCoveredBy(relational.build())).isTrue();
    }

    @Test
    void aNewOneIsWantedAnew() {
        Wish wish = wish(NODE.proposal(SopClass.CTImageStorage));
        assertThat(wish.fresh()).isFalse();
        assertThat(wish.anew().fresh()).isTrue();
        assertThat(wish.anew().proposal()).isEqualTo(wish.proposal());
    }

    private static Wish wish(AssociationProposal.Builder proposal) {
        return new Wish(NODE, proposal.build(), false);
    }
}
