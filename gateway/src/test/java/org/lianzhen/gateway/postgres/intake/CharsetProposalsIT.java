package org.lianzhen.gateway.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetProposal;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.intake.CharsetStore;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;

/** Mislabelled objects from their arrival over a person's decision to what a query finds, on real files and a real database. */
class CharsetProposalsIT {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TECHNOLOGIST", "TS1",
            "10.0.0.1");
    private static final Set<String> TS1 = Set.of("TS1");

    @TempDir
    private Path folder;
    private TestPostgres database;
    private FileObjectStore objects;
    private CharsetProposals proposals;
    private PostgresArchiveSearch search;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        var index = new PostgresArchiveIndex(database.pool());
        objects = FileObjectStore.open(FileObjectStore.Options.of(folder).withIndex(index));
        proposals = new CharsetProposals(new PostgresCharsetStore(database.pool()), objects::path);
        search = new PostgresArchiveSearch(database.pool());
    }

    @AfterEach
    void close() {
        objects.close(Duration.ofSeconds(5));
        database.close();
    }

    private void send(Sample sample) {
        sample.sendTo(objects, null);
    }

    private void send(Sample sample, @Nullable String assumed) {
        sample.sendTo(objects, assumed);
    }

    private CharsetProposal only(State state) {
        List<CharsetProposal> all = get(proposals.list(state, TS1, 10));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static CharsetProposal done(CompletionStage<CharsetStore.Decided> decision) {
        assertThat(get(decision)).isInstanceOf(CharsetStore.Decided.Done.class);
        return ((CharsetStore.Decided.Done) get(decision)).proposal();
    }

    private CharsetProposal accepted() {
        return done(proposals.accept(only(State.OPEN).id(), DOCTOR));
    }

    private List<List<Object>> texts() {
        List<List<Object>> texts = new ArrayList<>();
        texts.addAll(database.rows("select name, array_to_string(name_forms, ' '), array_to_string(name_terms, ' ') "
                + "from patient order by id"));
        texts.addAll(database.rows("select uid, description, institution_name from study order by uid"));
        texts.addAll(database.rows("select uid, description from series order by uid"));
        return texts;
    }

    private List<String> studiesNamed(String pattern) {
        return get(search.find(new Search(QueryLevel.STUDY, List.of(new Condition.NameLike(Tag.PatientName, pattern)),
                TS1, new Search.Page(0, 10)))).stream().map(found -> found.string(Tag.StudyInstanceUID)).toList();
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".dcm")).toList()) {
                files.put(file,
                        Bytes.wrap(Files.readAllBytes(file)).toString() + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void proposesOnceForAStudyAndASource() {
        send(Sample.gbk("王^小东"));
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        CharsetProposal proposal = only(State.OPEN);
        assertThat(proposal.unit()).isEqualTo("TS1");
        assertThat(proposal.source()).isEqualTo("TS1PACS");
        assertThat(proposal.studyUid()).isEqualTo("1.2.1");
        assertThat(proposal.proposed()).isEqualTo("GB18030");
        assertThat(proposal.confidence()).isGreaterThan(0.9);
        assertThat(proposal.names()).isEqualTo(new CharsetProposal.Names("Íõ^Ð¡¶«", "王^小东"));
        assertThat(get(proposals.list(State.OPEN, Set.of("TS2"), 10))).isEmpty();
        assertThat(studiesNamed("王*")).as("before anybody decides").isEmpty();
        send(new Sample("GB18030", "GB18030", "王^小东", "1.2.9", "1.2.9.1", "1.2.9.1.1"));
        only(State.OPEN);
    }

    @Test
    void acceptingFindsTheNameInEveryWayAndLeavesTheFiles() throws IOException {
        send(Sample.gbk("单^誠"));
        send(Sample.gbk("单^誠").series("1.2.1.2"));
        Map<Path, String> before = files();
        CharsetProposal proposal = accepted();
        assertThat(proposal.state()).isEqualTo(State.ACCEPTED);
        for (String pattern : List.of("单^誠", "单*", "*誠", "shancheng", "shan*", "sc")) {
            assertThat(studiesNamed(pattern)).as(pattern).containsExactly("1.2.1");
        }
        DataSet study = get(search.find(new Search(QueryLevel.STUDY, List.of(), TS1, new Search.Page(0, 1))))
                .getFirst();
        assertThat(study.string(Tag.StudyDescription)).isEqualTo("胸部平扫");
        assertThat(study.string(Tag.InstitutionName)).isEqualTo("第一乡镇卫生院");
        assertThat(database.rows("select description from series order by uid")).containsExactly(
                List.of("肺窗1.2.1.1"), List.of("肺窗1.2.1.2"));
        assertThat(files()).isEqualTo(before);
        assertThat(database.value("select text_charset(id, 'TS1PACS') from study")).isEqualTo("GB18030");
        assertThat(get(proposals.accept(proposal.id(), DOCTOR))).as("once only")
                .isEqualTo(new CharsetStore.Decided.Already());
    }

    @Test
    void undoRestoresWhatWas() {
        send(Sample.gbk("王^小东"));
        List<List<Object>> before = texts();
        CharsetProposal proposal = accepted();
        assertThat(texts()).isNotEqualTo(before);
        assertThat(done(proposals.undo(proposal.id(), DOCTOR)).state()).isEqualTo(State.OPEN);
        assertThat(texts()).isEqualTo(before);
        assertThat(database.value("select text_charset(id, 'TS1PACS') from study")).isNull();
        assertThat(get(proposals.undo(proposal.id(), DOCTOR))).isEqualTo(new CharsetStore.Decided.Already());
        accepted();
        assertThat(studiesNamed("wxd")).containsExactly("1.2.1");
        assertThat(database.rows("select decision, author, unit from charset_decision order by id")).containsExactly(
                List.of("ACCEPT", "ts1-doctor", "TS1"), List.of("UNDO", "ts1-doctor", "TS1"),
                List.of("ACCEPT", "ts1-doctor", "TS1"));
    }

    @Test
    void tellsOtherOutputsHowAStudyIsToBeRead() {
        var store = new PostgresCharsetStore(database.pool());
        send(Sample.gbk("王^小东"));
        assertThat(get(store.ofStudy("1.2.1"))).as("nobody has decided").isEmpty();
        CharsetProposal proposal = accepted();
        assertThat(get(store.ofStudy("1.2.1"))).contains("GB18030");
        assertThat(get(store.ofStudy("1.2.9"))).isEmpty();
        database.rows(
                "insert into charset_proposal (id, unit, study, source, proposed, confidence, reason, current_name, "
                        + "proposed_name, state) select uuidv7(), unit, study, 'OTHER', 'ISO_IR 192', 1, '', '', '', 'ASSUMED' "
                        + "from charset_proposal");
        assertThat(get(store.ofStudy("1.2.1"))).as("its sources differ").isEmpty();
        get(proposals.undo(proposal.id(), DOCTOR));
        assertThat(get(store.ofStudy("1.2.1"))).contains("ISO_IR 192");
    }

    @Test
    void dismissingLeavesEverythingAndCanBeUndone() {
        send(Sample.gbk("王^小东"));
        List<List<Object>> before = texts();
        UUID id = only(State.OPEN).id();
        assertThat(done(proposals.dismiss(id, DOCTOR)).state()).isEqualTo(State.DISMISSED);
        assertThat(texts()).isEqualTo(before);
        assertThat(get(proposals.accept(id, DOCTOR))).isEqualTo(new CharsetStore.Decided.Already());
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        only(State.DISMISSED);
        get(proposals.undo(id, DOCTOR));
        only(State.OPEN);
        assertThat(get(proposals.dismiss(UUID.randomUUID(), DOCTOR))).isEqualTo(new CharsetStore.Decided.Unknown());
    }

    @Test
    void whatComesLaterIsReadAsAccepted() {
        send(Sample.gbk("王^小东"));
        accepted();
        assertThat(get(proposals.readOn(10))).isZero();
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        assertThat(get(proposals.readOn(10))).isEqualTo(1);
        assertThat(get(proposals.readOn(10))).isZero();
        assertThat(database.value("select description from series where uid = '1.2.1.2'")).isEqualTo("肺窗1.2.1.2");
    }

    @Test
    void anAcceptanceThatWasCutOffIsFinishedLater() {
        send(Sample.gbk("王^小东"));
        get(new PostgresCharsetStore(database.pool()).decide(only(State.OPEN).id(),
                CharsetStore.Decision.ACCEPT, DOCTOR));
        assertThat(studiesNamed("wxd")).isEmpty();
        assertThat(get(proposals.readOn(10))).isEqualTo(1);
        assertThat(studiesNamed("wxd")).containsExactly("1.2.1");
    }

    @Test
    void aNameThatAnotherStudyGaveStays() {
        send(new Sample("GB18030", "GB18030", "王^小冬", "1.2.9", "1.2.9.1", "1.2.9.1.1"));
        send(Sample.gbk("王^小东"));
        accepted();
        assertThat(database.value("select name from patient")).isEqualTo("王^小冬");
        assertThat(database.value("select description from study where uid = '1.2.1'")).isEqualTo("胸部平扫");
    }

    @Test
    void takingOneBackLeavesWhatAnotherStudySaysOfThePatient() {
        send(Sample.gbk("王^小东"));
        send(Sample.gbk("王^小东").of("1.2.2"));
        List<CharsetProposal> both = get(proposals.list(State.OPEN, TS1, 10));
        both.forEach(one -> get(proposals.accept(one.id(), DOCTOR)));
        get(proposals.undo(both.getFirst().id(), DOCTOR));
        get(proposals.readOn(10));
        assertThat(database.value("select name from patient")).isEqualTo("王^小东");
        assertThat(database.rows("select description from study order by uid").getLast()).isEqualTo(List.of("胸部平扫"));
        assertThat(database.rows("select description from study order by uid").getFirst())
                .isNotEqualTo(List.of("胸部平扫"));
    }

    @Test
    void aSenderThatIsKnownToWriteSoIsRememberedForTheStudy() {
        send(Sample.gbk("王^小东"), "GB18030");
        assertThat(get(proposals.list(State.OPEN, TS1, 10))).isEmpty();
        CharsetProposal assumed = only(State.ASSUMED);
        assertThat(studiesNamed("wxd")).containsExactly("1.2.1");
        assertThat(database.value("select text_charset(id, 'TS1PACS') from study")).isEqualTo("GB18030");
        assertThat(get(proposals.undo(assumed.id(), DOCTOR))).isEqualTo(new CharsetStore.Decided.Already());
    }

    @Test
    void aSeriesThatComesWhileFilesAreReadIsReadTheNextTime() {
        var store = new PostgresCharsetStore(database.pool());
        send(Sample.gbk("王^小东"));
        UUID id = only(State.OPEN).id();
        get(store.decide(id, CharsetStore.Decision.ACCEPT, DOCTOR));
        List<CharsetStore.FirstInstance> before = get(store.firsts(id));
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        get(store.rewrite(id, before.stream().map(one -> new CharsetStore.Reading(one.series(), Map.of())).toList()));
        assertThat(get(store.unread(10))).as("there is one more series").hasSize(1);
        assertThat(get(proposals.readOn(10))).isEqualTo(1);
        assertThat(database.rows("select description from series order by uid")).containsExactly(
                List.of("肺窗1.2.1.1"), List.of("肺窗1.2.1.2"));
    }

    @Test
    void whatWasTakenBackMeanwhileIsNotRewritten() {
        var store = new PostgresCharsetStore(database.pool());
        send(Sample.gbk("王^小东"));
        List<List<Object>> before = texts();
        UUID id = only(State.OPEN).id();
        get(store.decide(id, CharsetStore.Decision.ACCEPT, DOCTOR));
        UUID series = get(store.firsts(id)).getFirst().series();
        get(proposals.undo(id, DOCTOR));
        get(store.rewrite(id, List.of(new CharsetStore.Reading(series, Map.of(CharsetStore.Attribute.PATIENT_NAME,
                new CharsetStore.Change("Íõ^Ð¡¶«", "王^小东"))))));
        assertThat(texts()).isEqualTo(before);
    }

    @Test
    void severalSourcesOfAStudyAreDecidedOneByOne() {
        send(Sample.gbk("王^小东"));
        database.rows("update instance set source = 'OTHER'");
        database.rows("update charset_proposal set source = 'OTHER'");
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        List<CharsetProposal> both = get(proposals.list(State.OPEN, TS1, 10));
        assertThat(both).extracting(CharsetProposal::source).containsExactly("OTHER", "TS1PACS");
        get(proposals.accept(both.getLast().id(), DOCTOR));
        assertThat(database.value("select description from series where uid = '1.2.1.2'")).isEqualTo("肺窗1.2.1.2");
        assertThat(studiesNamed("wxd")).as("the study has its texts from the other source").isEmpty();
        get(proposals.accept(both.getFirst().id(), DOCTOR));
        assertThat(studiesNamed("wxd")).containsExactly("1.2.1");
    }

    @Test
    void utf8UnderALatinLabelIsFoundToo() {
        send(new Sample("UTF-8", "ISO_IR 100", "曾^国藩", "1.2.1", "1.2.1.1", "1.2.1.1.1"));
        assertThat(only(State.OPEN).proposed()).isEqualTo("ISO_IR 192");
        accepted();
        assertThat(studiesNamed("zengguofan")).containsExactly("1.2.1");
        assertThat(studiesNamed("曾*")).containsExactly("1.2.1");
        assertThat(studiesNamed("zgf")).containsExactly("1.2.1");
    }

    @Test
    void theRepairedNameIsComparedWithOtherPatientsAnew() {
        send(Sample.gbk("王^小东"));
        database.rows("update patient set compared_at = now()");
        accepted();
        assertThat(database.value("select compared_at from patient")).isNull();
    }

    @Test
    void aFileThatIsAwayKeepsTheRest() throws IOException {
        send(Sample.gbk("王^小东"));
        send(Sample.gbk("王^小东").series("1.2.1.2"));
        String key = (String) database.value("select object_key from instance where sop_instance_uid = '1.2.1.2.1'");
        Files.write(objects.path(key), new byte[]{ 1, 2, 3 });
        accepted();
        assertThat(studiesNamed("wxd")).containsExactly("1.2.1");
        assertThat(get(proposals.readOn(10))).isZero();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
