package org.lianzhen.gateway.http.dicomweb.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Visible;
import org.lianzhen.gateway.http.ProblemException;

class SearchParametersTest {

    @Test
    void readsKeysByKeywordAndByTag() {
        SearchRequest request = read("PatientID=4711&00080060=CT&StudyDate=20260301-&PatientName=%E7%8E%8B*");
        assertThat(request.search(Visible.of(Set.of("TS1"))).conditions()).containsExactlyInAnyOrder(
                new Condition.OneOf(Tag.PatientID, List.of("4711")),
                new Condition.OneOf(Tag.Modality, List.of("CT")),
                new Condition.Between(Tag.StudyDate, "20260301", ""), new Condition.NameLike(Tag.PatientName, "王*"));
        assertThat(request.warnings()).isEmpty();
    }

    @Test
    void aDateAndItsTimeAreOneRange() {
        assertThat(read("StudyDate=20260301-20260302&StudyTime=2200-0600").search(Visible.of(Set.of())).conditions())
                .containsExactly(new Condition.BetweenMoments(Tag.StudyDate, Tag.StudyTime, "202603012200",
                        "202603020600"));
        assertThat(read("StudyDate=20260301-&StudyTime=2200-").search(Visible.of(Set.of())).conditions())
                .containsExactly(
                        new Condition.BetweenMoments(Tag.StudyDate, Tag.StudyTime, "202603012200", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "StudyDate=20260301&StudyTime=1000-1200", "StudyDate=20260301-20260302&StudyTime=1000",
            "StudyDate=20260301-&StudyTime=1000-1200" })
    void whatIsNotOfTheSameFormIsMatchedApart(String query) {
        assertThat(read(query).search(Visible.of(Set.of())).conditions()).hasSize(2)
                .allMatch(condition -> condition instanceof Condition.Between);
    }

    @Test
    void takesTheUidsOfThePathAsKeys() {
        MultiMap path = MultiMap.caseInsensitiveMultiMap().add("StudyInstanceUID", "1.2").add("SeriesInstanceUID",
                "1.3");
        SearchRequest request = SearchParameters.read(QueryLevel.IMAGE, path, query("InstanceNumber=5"),
                (tag, level) -> true);
        assertThat(request.search(Visible.of(Set.of())).conditions()).containsExactlyInAnyOrder(
                new Condition.OneOf(Tag.StudyInstanceUID, List.of("1.2")),
                new Condition.OneOf(Tag.SeriesInstanceUID, List.of("1.3")),
                new Condition.OneOf(Tag.InstanceNumber, List.of("5")));
    }

    @ParameterizedTest
    @CsvSource({ "'1.2,1.3'", "1.2\\1.3", "1.2%2C1.3" })
    void readsListsOfUids(String uids) {
        assertThat(read("StudyInstanceUID=" + uids.replace("\\", "%5C")).search(Visible.of(Set.of())).conditions())
                .containsExactly(new Condition.OneOf(Tag.StudyInstanceUID, List.of("1.2", "1.3")));
    }

    @ParameterizedTest
    @CsvSource({ "wang, false, wang", "wang, true, *wang*", "wang*, true, wang*", "小东, true, *小东*" })
    void findsPiecesOfNamesWhenAskedToBeFuzzy(String name, boolean fuzzy, String pattern) {
        assertThat(read("PatientName=" + name + "&fuzzymatching=" + fuzzy).search(Visible.of(Set.of())).conditions())
                .containsExactly(new Condition.NameLike(Tag.PatientName, pattern));
    }

    @Test
    void asksForOneMatchMoreThanWanted() {
        assertThat(read("").search(Visible.of(Set.of())).page()).isEqualTo(new Search.Page(0, 101));
        assertThat(read("limit=50&offset=10000").search(Visible.of(Set.of())).page())
                .isEqualTo(new Search.Page(10_000, 51));
        assertThat(read("limit=0").search(Visible.of(Set.of())).page()).isEqualTo(new Search.Page(0, 2));
        assertThat(read("limit=999999999").search(Visible.of(Set.of())).page()).isEqualTo(new Search.Page(0, 1001));
    }

    @Test
    void takesFieldsToInclude() {
        SearchRequest request = read("includefield=StudyDescription,00100040&includefield=BodyPartExamined");
        assertThat(request.included()).containsExactlyInAnyOrder(Tag.StudyDescription, Tag.PatientSex,
                Tag.BodyPartExamined);
        assertThat(request.everything()).isFalse();
        assertThat(read("includefield=all").everything()).isTrue();
    }

    @Test
    void warnsOfWhatItCannotDo() {
        SearchRequest request = SearchParameters.read(QueryLevel.STUDY, MultiMap.caseInsensitiveMultiMap(),
                query("Manufacturer=ACME&includefield=KVP&emptyvaluematching=true"), (tag, level) -> false);
        assertThat(request.search(Visible.of(Set.of())).conditions()).isEmpty();
        assertThat(request.warnings()).hasSize(3).anySatisfy(text -> assertThat(text).contains("Manufacturer"))
                .anySatisfy(text -> assertThat(text).contains("KVP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "_=1699", "orderby=StudyDate", "Nonsense=1", "includefield=Nonsense", "x-vendor.switch=on" })
    void ignoresParametersThatNobodyKnowsAndSaysSo(String query) {
        SearchRequest request = read("PatientID=1&" + query);
        assertThat(request.search(Visible.of(Set.of())).conditions())
                .containsExactly(new Condition.OneOf(Tag.PatientID, List.of("1")));
        assertThat(request.warnings()).singleElement().asString().contains("is not supported");
    }

    @Test
    void saysWhichKeyWasMeant() {
        assertThatThrownBy(() -> read("PatientNane=x")).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().detail()).contains("PatientName"));
    }

    @Test
    void aStudyIsToldToItsEnd() {
        MultiMap path = MultiMap.caseInsensitiveMultiMap().add("StudyInstanceUID", "1.2");
        assertThat(SearchParameters.read(QueryLevel.IMAGE, path, query("offset=123456&limit=500"), (tag, level) -> true)
                .search(Visible.of(Set.of())).page()).isEqualTo(new Search.Page(123_456, 501));
    }

    @ParameterizedTest
    @ValueSource(strings = { "RequestAttributesSequence.ScheduledProcedureStepID=S1", "00400275.00400009=S1" })
    void readsKeysOfTheRequestsOfASeries(String query) {
        SearchRequest request = read(query);
        assertThat(request.search(Visible.of(Set.of())).conditions())
                .containsExactly(new Condition.OfRequest(
                        List.of(new Condition.OneOf(Tag.ScheduledProcedureStepID, List.of("S1")))));
        assertThat(request.included()).containsExactly(Tag.RequestAttributesSequence);
    }

    @Test
    void keepsTheKeysOfARequestTogether() {
        SearchRequest request = read("RequestAttributesSequence.ScheduledProcedureStepID=S1&Modality=CT"
                + "&RequestAttributesSequence.RequestedProcedureID=R*");
        assertThat(request.search(Visible.of(Set.of())).conditions()).containsExactly(
                new Condition.OneOf(Tag.Modality, List.of("CT")),
                new Condition.OfRequest(List.of(new Condition.OneOf(Tag.ScheduledProcedureStepID, List.of("S1")),
                        new Condition.Like(Tag.RequestedProcedureID, "R*"))));
        assertThat(request.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "RequestAttributesSequence=1", "RequestAttributesSequence.Nonsense=1",
            "ReferencedStudySequence.ReferencedSOPInstanceUID=1", "RequestAttributesSequence.00400008.00080100=1",
            "RequestAttributesSequence.AccessionNumber=1" })
    void knowsNoOtherKeysInSequences(String query) {
        SearchRequest request = read(query);
        assertThat(request.search(Visible.of(Set.of())).conditions()).isEmpty();
        assertThat(request.warnings()).singleElement().asString().contains("not supported as a key");
    }

    @ParameterizedTest
    @CsvSource({ "PatientNam=1, no-such-attribute", "patientid=1, no-such-attribute",
            "StudyInstnceUID=1, no-such-attribute", "limit=-1, no-number",
            "limit=ten, no-number", "offset=99999999999, no-number", "offset=10001, offset-too-large",
            "fuzzymatching=maybe, no-flag", "StudyDate=2026, no-range", "StudyDate=20260230, no-range",
            "StudyDate=-, no-range", "StudyDate=20260301-20260201, no-range",
            "StudyDate=00000000-99999999, no-range", "StudyTime=25, no-range", "StudyTime=1000-0900, no-range",
            "StudyDate=20260301-20260301&StudyTime=2200-0600, no-range",
            "StudyDate=20260301&StudyTime=2200-0600, no-range",
            "PatientID=1&PatientID=2, key-twice", "PatientID=1&00100020=2, key-twice",
            "StudyInstanceUID=../../etc/passwd, no-uid", "StudyInstanceUID=1.x, no-uid" })
    void refusesWhatMakesNoSense(String query, String code) {
        assertThatThrownBy(() -> read(query)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().code()).isEqualTo(code);
        });
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> read("PatientName=" + "x".repeat(1025))).hasMessageContaining("value-too-long");
        assertThatThrownBy(() -> read("StudyInstanceUID=" + "1.2,".repeat(1001) + "1"))
                .hasMessageContaining("too-many");
        assertThatThrownBy(() -> read("StudyInstanceUID=" + "1".repeat(65))).hasMessageContaining("no-uid");
    }

    private static SearchRequest read(String query) {
        return SearchParameters.read(QueryLevel.STUDY, MultiMap.caseInsensitiveMultiMap(), query(query),
                (tag, level) -> true);
    }

    private static MultiMap query(String text) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (String parameter : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] sides = parameter.split("=", 2);
            query.add(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
