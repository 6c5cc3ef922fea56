package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetStore.Attribute;
import org.lianzhen.gateway.intake.CharsetStore.Change;
import org.lianzhen.gateway.intake.CharsetStore.Reading;

/** What is read of files. What becomes of it in the index has a test with a real database. */
class CharsetProposalsTest {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "", "TS1", "");
    private static final UUID SERIES = new UUID(2, 2);

    @TempDir
    private Path folder;
    private final Notes store = new Notes();

    /** Holds one proposal, and notes what was read. */
    private static final class Notes implements CharsetStore {
        final List<FirstInstance> firsts = new ArrayList<>();
        final List<Reading> read = new ArrayList<>();
        final List<Decision> decisions = new ArrayList<>();
        @Nullable
        CharsetProposal unreachable;
        final CharsetProposal one = proposal(new UUID(1, 1));
        final CharsetProposal other = proposal(new UUID(1, 2));

        private static CharsetProposal proposal(UUID id) {
            return new CharsetProposal(id, "TS1", "1.2", "TS1PACS", "GB18030", 0.9, "why",
                    new CharsetProposal.Names("a", "b"), State.ACCEPTED, Instant.EPOCH);
        }

        boolean decidable = true;

        @Override
        public CompletionStage<List<CharsetProposal>> list(State state, Set<String> units, int limit) {
            return CompletableFuture.completedStage(List.of(one));
        }

        @Override
        public CompletionStage<Optional<CharsetProposal>> find(UUID proposal) {
            return CompletableFuture.completedStage(Optional.of(one));
        }

        @Override
        public CompletionStage<Optional<String>> ofStudy(String studyUid) {
            throw new AssertionError("nobody asks for a study");
        }

        @Override
        public CompletionStage<Decided> decide(UUID proposal, Decision decision, AuditEvent.Actor by) {
            decisions.add(decision);
            return CompletableFuture.completedStage(decidable ? new Decided.Done(one) : new Decided.Already());
        }

        @Override
        public CompletionStage<List<CharsetProposal>> unread(int limit) {
            return CompletableFuture.completedStage(List.of(one, other).subList(0, Math.min(2, limit)));
        }

        @Override
        public CompletionStage<List<FirstInstance>> firsts(UUID proposal) {
            return unreachable != null && unreachable.id().equals(proposal)
                    ? CompletableFuture.failedStage(new IOException("the disk is away"))
                    : CompletableFuture.completedStage(List.copyOf(firsts));
        }

        @Override
        public CompletionStage<Void> rewrite(UUID proposal, List<Reading> readings) {
            read.addAll(readings);
            return CompletableFuture.completedStage(null);
        }
    }

    private CharsetProposals proposals() {
        return new CharsetProposals(store, folder::resolve);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static Value text(int tag, Vr vr, String text) {
        return new Value(tag, vr, Bytes.wrap(text.getBytes(Charset.forName("GBK"))));
    }

    private void write(String name, String label, boolean ofStudy) throws IOException {
        DataSet image = DataSet.builder().put(Tag.SpecificCharacterSet, label)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, "1.2.3").put(Tag.StudyID, "S1").put(text(Tag.PatientName, Vr.PN, "王^小东 "))
                .put(text(Tag.StudyDescription, Vr.LO, "胸部平扫")).put(text(Tag.SeriesDescription, Vr.LO, "肺窗"))
                .put(text(Tag.StationName, Vr.SH, "一号")).build();
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage, "1.2.3",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), new Implementation("1.2.3", "TEST")), image, out,
                    WriteOptions.DEFAULT);
        }
        var kept = new KeptInstance("1.2", new SopReference(SopClass.CTImageStorage, "1.2.3"),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), name, 0);
        store.firsts.add(new CharsetStore.FirstInstance(SERIES, ofStudy, kept));
    }

    private Map<Attribute, Change> changes() {
        get(proposals().accept(store.one.id(), DOCTOR));
        assertThat(store.read).hasSize(1);
        assertThat(store.read.getFirst().series()).isEqualTo(SERIES);
        return store.read.getFirst().changes();
    }

    @Test
    void theFirstOfAStudyTellsItsTextsAndThePatients() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        Map<Attribute, Change> changes = changes();
        assertThat(changes).containsOnlyKeys(Attribute.PATIENT_NAME, Attribute.STUDY_DESCRIPTION,
                Attribute.SERIES_DESCRIPTION, Attribute.STATION_NAME);
        assertThat(changes.get(Attribute.PATIENT_NAME)).isEqualTo(new Change("Íõ^Ð¡¶«", "王^小东"));
        assertThat(changes.get(Attribute.STUDY_DESCRIPTION).after()).isEqualTo("胸部平扫");
    }

    @Test
    void theFirstOfAnotherSeriesTellsThatSeriesOnly() throws IOException {
        write("a.dcm", "ISO_IR 100", false);
        assertThat(changes()).containsOnlyKeys(Attribute.SERIES_DESCRIPTION, Attribute.STATION_NAME);
    }

    @Test
    void aLabelThatSaysMoreIsBelieved() throws IOException {
        write("a.dcm", "GBK", true);
        assertThat(changes()).isEmpty();
    }

    @Test
    void aFileThatIsDamagedCountsAsRead() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        Files.write(folder.resolve("a.dcm"), new byte[]{ 1, 2, 3 });
        assertThat(changes()).isEmpty();
    }

    @Test
    void aDiskThatIsAwayLeavesItAllForLater() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        Files.delete(folder.resolve("a.dcm"));
        assertThat(get(proposals().accept(store.one.id(), DOCTOR))).isInstanceOf(CharsetStore.Decided.Done.class);
        assertThat(store.read).isEmpty();
        write("a.dcm", "ISO_IR 100", true);
        store.firsts.removeLast();
        assertThat(get(proposals().readOn(1))).isEqualTo(1);
        assertThat(store.read).hasSize(1);
    }

    @Test
    void oneThatCannotBeReadKeepsNoOtherWaiting() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        store.unreachable = store.one;
        assertThat(get(proposals().readOn(2))).isEqualTo(1);
        assertThat(store.read).hasSize(1);
    }

    @Test
    void nothingIsReadWhenItCannotBeAccepted() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        store.decidable = false;
        assertThat(get(proposals().accept(store.one.id(), DOCTOR))).isEqualTo(new CharsetStore.Decided.Already());
        assertThat(store.read).isEmpty();
    }

    @Test
    void otherDecisionsReadNothing() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        assertThat(get(proposals().dismiss(store.one.id(), DOCTOR)))
                .isEqualTo(new CharsetStore.Decided.Done(store.one));
        assertThat(get(proposals().undo(store.one.id(), DOCTOR))).isEqualTo(new CharsetStore.Decided.Done(store.one));
        assertThat(store.decisions).containsExactly(CharsetStore.Decision.DISMISS, CharsetStore.Decision.UNDO);
        assertThat(store.read).isEmpty();
    }

    @Test
    void readsOnAsManyAsItIsAskedFor() throws IOException {
        write("a.dcm", "ISO_IR 100", true);
        assertThat(get(proposals().readOn(1))).isEqualTo(1);
        assertThat(get(proposals().readOn(5))).isEqualTo(2);
        assertThat(store.read).hasSize(3);
    }

    @Test
    void aProposalSaysNothingOfThePatient() {
        assertThat(store.one.names()).hasToString("names");
        assertThat(new Change("a", "b").reversed()).isEqualTo(new Change("b", "a"));
    }
}
