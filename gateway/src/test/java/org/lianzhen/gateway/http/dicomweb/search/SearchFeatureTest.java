package org.lianzhen.gateway.http.dicomweb.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;

class SearchFeatureTest {
    private static final String RADIOLOGIST = TestSite.token(Role.RADIOLOGIST, "CH1");
    private static final MemberDirectory MEMBERS = TestMembers.of("""
            units:
              - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
              - {code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
            agreements:
              - {owner: TS1, reader: CH1}
            """);

    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    private final Matches archive = new Matches();
    private final List<AuditEvent> audit = new CopyOnWriteArrayList<>();
    private CompletionStage<Void> kept = CompletableFuture.completedStage(null);
    private final TestSite site = TestSite.of(new SearchFeature(new SearchFeature.Sources(archive,
            (tag, level) -> tag != Tag.Manufacturer, MEMBERS, this::append), new Links(null)));

    /** Answers with so many matches and notes what it was asked. */
    private final class Matches implements ArchiveSearch {
        private final List<Search> asked = new CopyOnWriteArrayList<>();
        private volatile int count = 1;

        @Override
        public CompletionStage<List<DataSet>> find(Search search) {
            asked.add(search);
            List<DataSet> found = new ArrayList<>();
            for (int i = search.page().offset(); i < count && found.size() < search.page().limit(); i++) {
                found.add(DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "王^小东")
                        .put(Tag.StudyInstanceUID, "1.2." + i).put(Tag.SeriesInstanceUID, "1.3")
                        .put(Tag.SOPInstanceUID, "1.4").put(Tag.InstitutionName, "卫生院")
                        .putInts(Tag.NumberOfStudyRelatedInstances, 500).put(Tag.Modality, "CT").build());
            }
            return CompletableFuture.completedStage(new Watched(found));
        }

        @Override
        public CompletionStage<FoundPage> findAfter(Search search, List<String> place) {
            throw new AssertionError("clients name the offset of a page");
        }

        @Override
        public CompletionStage<List<KeptInstance>> instances(Search search) {
            throw new AssertionError("a search hands out no instances");
        }

        @Override
        public CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units) {
            throw new AssertionError("a search commits to nothing");
        }
    }

    /** Notes who goes through it. */
    private final class Watched extends AbstractList<DataSet> {
        private final List<DataSet> matches;

        Watched(List<DataSet> matches) {
            this.matches = matches;
        }

        @Override
        public DataSet get(int index) {
            readers.add(Thread.currentThread());
            return matches.get(index);
        }

        @Override
        public int size() {
            return matches.size();
        }
    }

    private CompletionStage<Void> append(AuditEvent event) {
        audit.add(event);
        return kept;
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> get(String path) {
        return site.text(site.request(path, RADIOLOGIST).header("Accept", "application/dicom+json"));
    }

    @Test
    void answersInDicomJson() {
        HttpResponse<String> answer = get("/dicom-web/studies?PatientName=%E7%8E%8B*");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/dicom+json");
        JsonObject study = new JsonArray(answer.body()).getJsonObject(0);
        assertThat(study.getJsonObject("00100010").encode()).contains("王^小东");
        assertThat(study.getJsonObject("00201208").encode()).isEqualTo("{\"vr\":\"IS\",\"Value\":[500]}");
        assertThat(study.getJsonObject("00081190").encode()).contains(site.uri("/dicom-web/studies/1.2.0").toString());
        assertThat(study.getMap()).doesNotContainKeys("00080080", "00080060");
    }

    @Test
    void asksForTheStudiesThatTheUnitMaySee() {
        get("/dicom-web/studies?limit=7");
        assertThat(archive.asked).singleElement().satisfies(search -> {
            assertThat(search.visible().units()).containsExactlyInAnyOrder("CH1", "TS1");
            assertThat(search.level()).isEqualTo(QueryLevel.STUDY);
        });
    }

    @Test
    void searchesEveryLevel() {
        Map<String, QueryLevel> levels = Map.of("/dicom-web/studies", QueryLevel.STUDY, "/dicom-web/series",
                QueryLevel.SERIES, "/dicom-web/instances", QueryLevel.IMAGE, "/dicom-web/studies/1.2/series",
                QueryLevel.SERIES, "/dicom-web/studies/1.2/instances", QueryLevel.IMAGE,
                "/dicom-web/studies/1.2/series/1.3/instances", QueryLevel.IMAGE);
        levels.forEach((path, level) -> {
            archive.asked.clear();
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(archive.asked.getFirst().level()).as(path).isEqualTo(level);
        });
        assertThat(get("/dicom-web/studies/1.2.0/series/1.3/instances").body())
                .contains("/dicom-web/studies/1.2.0/series/1.3/instances/1.4").doesNotContain("00100010");
    }

    @Test
    void tellsMoreWhenAsked() {
        assertThat(get("/dicom-web/studies?includefield=InstitutionName").body()).contains("00080080");
        assertThat(get("/dicom-web/studies?includefield=all").body()).contains("00080080", "00080060");
        assertThat(get("/dicom-web/instances").body()).contains("00100010", "00080060");
    }

    @Test
    void handsOutPages() {
        archive.count = 3;
        HttpResponse<String> first = get("/dicom-web/studies?limit=2");
        assertThat(new JsonArray(first.body())).hasSize(2);
        assertThat(first.headers().firstValue("Warning")).hasValueSatisfying(
                warning -> assertThat(warning).startsWith("299").contains("offset=2"));
        HttpResponse<String> last = get("/dicom-web/studies?limit=2&offset=2");
        assertThat(new JsonArray(last.body())).hasSize(1);
        assertThat(last.headers().firstValue("Warning")).isEmpty();
        assertThat(get("/dicom-web/studies?offset=10001").statusCode()).isEqualTo(400);
    }

    @Test
    void hasNoContentWithoutMatches() {
        archive.count = 0;
        HttpResponse<String> answer = get("/dicom-web/studies");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void warnsOfKeysThatItPassesOver() {
        assertThat(get("/dicom-web/studies?Manufacturer=ACME").headers().firstValue("Warning"))
                .hasValueSatisfying(warning -> assertThat(warning).contains("Manufacturer"));
    }

    @Test
    void notesWhoSearchedByWhichKeysButNotForWhom() {
        get("/dicom-web/studies?PatientName=%E7%8E%8B*&PatientID=4711");
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.PATIENT_SEARCH);
            assertThat(event.actor()).isEqualTo(new AuditEvent.Actor("test", "RADIOLOGIST", "CH1", "127.0.0.1"));
            assertThat(event.details()).isEqualTo(Map.of("level", "STUDY", "keys", "PatientName PatientID"));
            assertThat(event.toString()).doesNotContain("王", "4711");
        });
    }

    @Test
    void answersNothingThatCannotBeAudited() {
        kept = CompletableFuture.failedStage(new IllegalStateException("no room"));
        assertThat(get("/dicom-web/studies").statusCode()).isEqualTo(500);
        assertThat(readers).isEmpty();
    }

    @Test
    void looksWhileTheEventIsWrittenAndAnswersWhenItIsDurable() {
        var durable = new CompletableFuture<Void>();
        kept = durable;
        var answer = CompletableFuture.supplyAsync(() -> get("/dicom-web/studies"),
                task -> Thread.ofVirtual().start(task));
        Await.until("the archive is asked", () -> !archive.asked.isEmpty());
        assertThat(readers).isEmpty();
        durable.complete(null);
        assertThat(Await.result(answer).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesOthers() {
        assertThat(site.text(site.request("/dicom-web/studies")).statusCode()).isEqualTo(401);
        assertThat(site.text(site.request("/dicom-web/studies", TestSite.token(Role.AUDITOR, "CH1"))).statusCode())
                .isEqualTo(403);
        assertThat(site.text(site.request("/dicom-web/studies", RADIOLOGIST).header("Accept",
                "application/dicom+xml")).statusCode()).isEqualTo(406);
    }

    @Test
    void writesLongAnswersBesideTheEventLoop() {
        archive.count = 1001;
        assertThat(new JsonArray(get("/dicom-web/studies?limit=1000").body())).hasSize(1000);
        assertThat(readers).isNotEmpty().allMatch(Thread::isVirtual);
    }

    private int status(String accept, String query) {
        return site.text(site.request("/dicom-web/studies" + query, RADIOLOGIST).header("Accept", accept)).statusCode();
    }

    @Test
    void theQueryParameterWinsOverTheHeader() {
        assertThat(status("text/html", "?accept=application/dicom%2Bjson")).isEqualTo(200);
        assertThat(status("text/html", "?accept=application/dicom+json")).as("a plus sign means a space")
                .isEqualTo(200);
        assertThat(status("application/dicom+json", "?accept=application/dicom%2Bxml")).isEqualTo(406);
    }

    @Test
    void answersInWhatIsWantedOnly() {
        assertThat(status("text/html, */*;q=0.1", "")).isEqualTo(200);
        assertThat(status("application/json", "")).isEqualTo(200);
        assertThat(status("application/*", "")).isEqualTo(200);
        assertThat(status("text/json", "")).isEqualTo(406);
        assertThat(status("application/dicom+json;q=0", "")).isEqualTo(406);
        assertThat(status("multipart/related; type=\"application/dicom+json\"", "")).as("in parts").isEqualTo(406);
    }
}
