package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersReaderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final String COUNTY = """
            units:
              - {code: TS1, name: 第一卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: CH1, name: 县医院, kind: county_hospital}
            nodes:
              - aeTitle: TS1PACS
                unit: TS1
                host: 10.1.2.3
                port: 104
                tls: true
                addresses: [10.1.2.3, 10.1.2.4]
                assumedCharset: GB18030
                answerCharset: GBK
              - {aeTitle: CH1CT, unit: CH1}
            agreements:
              - {owner: TS1, reader: CH1}
            """;

    @Test
    void readsUnitsNodesAndAgreements() throws MembersException {
        Members members = MembersReader.read(COUNTY);
        assertThat(members.unit("TS1")).contains(new Unit("TS1", "第一卫生院", Unit.Kind.TOWNSHIP_HEALTH_CENTRE,
                Unit.Level.TOWNSHIP, "", null, Unit.Status.ACTIVE));
        DicomNode pacs = members.node("TS1PACS").orElseThrow();
        assertThat(pacs).isEqualTo(new DicomNode("TS1PACS", "TS1", "10.1.2.3", 104, true,
                new CallerTerms(List.of(range("10.1.2.3"), range("10.1.2.4")), List.of(),
                        EnumSet.allOf(Licence.class)),
                "GB18030", "GBK", List.of()));
        assertThat(members.node("CH1CT")).hasValueSatisfying(node -> assertThat(node.listens()).isFalse());
        assertThat(members.node("TS1PACS")).hasValueSatisfying(node -> assertThat(node.listens()).isTrue());
        assertThat(members.nodeCount()).isEqualTo(2);
    }

    private static AddressRange range(String text) {
        return Objects.requireNonNull(AddressRange.of(text));
    }

    @Test
    void readsEverythingThatCanBeSaid() throws MembersException {
        Members members = MembersReader
                .read("""
                        consortia:
                          - {code: XX1, name: 县医共体, mode: REGIONAL, leadUnits: [CH1]}
                        units:
                          - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL, consortium: XX1}
                          - {code: TS1, name: 卫生院, kind: OTHER, level: TOWNSHIP, region: 341322, consortium: XX1, joined: 2020-01-01,
                             left: 2026-06-30, status: SUSPENDED}
                        nodes:
                          - {aeTitle: CT, unit: TS1, addresses: [10.0.0.0/8], licences: [store],
                             certificates: ["CN=CT,O=TS1"], transferSyntaxes: [1.2.840.10008.1.2.4.80]}
                        centres:
                          - {code: IMG, name: 影像中心, service: IMAGING, owner: CH1}
                        agreements:
                          - {id: a-1, owner: TS1, reader: CH1, services: [IMAGING, ECG], from: 2026-01-01, to: 2026-12-31}
                        """);
        var membership = new Unit.Membership("XX1",
                new Period(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 6, 30)));
        assertThat(members.lists().consortia())
                .containsExactly(new Consortium("XX1", "县医共体", Consortium.Mode.REGIONAL, List.of("CH1")));
        assertThat(members.unit("TS1")).contains(new Unit("TS1", "卫生院", Unit.Kind.OTHER, Unit.Level.TOWNSHIP, "341322",
                membership, Unit.Status.SUSPENDED));
        assertThat(members.unit("CH1")).map(Unit::level).contains(Unit.Level.COUNTY);
        assertThat(members.lists().centres())
                .containsExactly(new SharedCentre("IMG", "影像中心", Service.IMAGING, "CH1"));
        assertThat(members.lists().agreements()).containsExactly(new Agreement("a-1", "TS1", "CH1",
                Set.of(Service.IMAGING, Service.ECG),
                new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))));
        assertThat(members.node("CT")).hasValueSatisfying(node -> {
            assertThat(node.terms()).isEqualTo(new CallerTerms(List.of(range("10.0.0.0/8")),
                    List.of(new CertificateName("CN=CT,O=TS1")), Set.of(Licence.STORE)));
            assertThat(node.transferSyntaxes()).containsExactly("1.2.840.10008.1.2.4.80");
        });
        assertThat(members.hasCentre("CH1", Service.IMAGING)).isTrue();
        assertThat(members.hasCentre("CH1", Service.ECG)).isFalse();
        assertThat(members.hasCentre("TS1", Service.IMAGING)).isFalse();
    }

    @Test
    void saysWhatIsWrongWithTheRestAsWell() {
        MembersException fault = catchThrowableOfType(MembersException.class, () -> MembersReader.read("""
                consortia: [{code: XX1, name: x, leadUnits: [TS9]}]
                units:
                  - {code: TS1, name: x, kind: OTHER, consortium: XX2}
                  - {code: TS2, name: x, kind: OTHER, joined: 2026-02-30}
                  - {code: TS3, name: x, kind: OTHER, consortium: XX1, joined: 2026-02-02, left: 2026-02-01}
                  - {code: TS4, name: x, kind: OTHER, left: 2026-02-01}
                nodes:
                  - {aeTitle: A, unit: TS1, addresses: [pacs.example, 10.0.0.0/33], licences: [FLY], certificates: [x],
                     transferSyntaxes: [JPEG]}
                agreements:
                  - {id: "a b", owner: TS1, reader: TS2, services: [TEA]}
                  - {id: c, owner: TS1, reader: TS2}
                  - {id: c, owner: TS2, reader: TS1}
                centres: [{code: C, name: x, service: IMAGING, owner: TS9}]
                """));
        assertThat(fault.problems()).containsExactlyInAnyOrder("consortia[1]: leadUnits names no unit: TS9",
                "units[1]: consortium is not known: XX2", "units[2]: joined must be a day such as 2026-01-31",
                "units[3]: left is before joined", "units[4]: consortium is missing",
                "nodes[1]: addresses has no IP address or range such as 10.1.2.0/24 in \"pacs.example\"",
                "nodes[1]: addresses has no IP address or range such as 10.1.2.0/24 in \"10.0.0.0/33\"",
                "nodes[1]: licences must be some of [STORE, QUERY, RETRIEVE]",
                "nodes[1]: certificates has no SHA-256 fingerprint or subject such as CN=TS1PACS in \"x\"",
                "nodes[1]: transferSyntaxes has no UID in \"JPEG\"",
                "agreements[1]: id must be 1 to 80 letters, digits, ., _ or -",
                "agreements[1]: services must be some of " + List.of(Service.values()),
                "agreements[3]: id is there twice", "centres[1]: owner names no unit: TS9");
    }

    @Test
    void namesAgreementsThatNobodyNamed() throws MembersException {
        Members members = MembersReader.read(COUNTY + "  - {owner: TS1, reader: CH1, services: [ECG]}\n");
        assertThat(members.lists().agreements()).map(Agreement::id).containsExactly("TS1-CH1", "TS1-CH1-2");
    }

    @Test
    void anAgreementGivesRightsOnItsDaysAndForItsServices() throws MembersException {
        Members members = MembersReader
                .read("""
                        units: [{code: A, name: x, kind: OTHER}, {code: B, name: x, kind: OTHER}, {code: C, name: x, kind: OTHER}]
                        agreements:
                          - {owner: A, reader: B, from: 2026-07-01, to: 2026-07-31}
                          - {owner: C, reader: B, services: [ECG]}
                          - {owner: C, reader: A, services: []}
                        """);
        assertThat(members.readableBy("B", DAY)).containsExactly("B");
        assertThat(members.readableBy("B", LocalDate.of(2026, 7, 1))).containsExactlyInAnyOrder("A", "B");
        assertThat(members.readableBy("B", LocalDate.of(2026, 7, 31))).containsExactlyInAnyOrder("A", "B");
        assertThat(members.readableBy("B", LocalDate.of(2026, 8, 1))).containsExactly("B");
        assertThat(members.readableBy("A", DAY)).containsExactly("A");
        Agreement forEcg = members.lists().agreements().get(1);
        assertThat(forEcg.allows(Service.ECG, DAY)).isTrue();
        assertThat(forEcg.allows(Service.LAB, DAY)).isFalse();
        assertThat(members.lists().agreements().getLast().allows(Service.ECG, DAY)).isFalse();
    }

    @Test
    void aUnitThatIsKeptOutReadsNothing() throws MembersException {
        Members members = MembersReader.read(COUNTY.replace("kind: county_hospital}",
                "kind: county_hospital, status: SUSPENDED}"));
        assertThat(members.readableBy("CH1", DAY)).isEmpty();
    }

    @Test
    void readsJson() throws MembersException {
        assertThat(MembersReader.read("{\"units\": [{\"code\": \"TS1\", \"name\": \"卫生院\\\"\", \"kind\": \"OTHER\"}]}")
                .unit("TS1")).map(Unit::name).contains("卫生院\"");
    }

    @Test
    void readsWhatOurOwnTitlesAreKeptFor() throws MembersException {
        Members members = MembersReader.read(COUNTY + """
                titles:
                  - {aeTitle: LZEMERG, urgency: emergency}
                  - {aeTitle: LZ2}
                """);
        assertThat(members.title("LZEMERG")).contains(new ServedTitle("LZEMERG", Urgency.EMERGENCY));
        assertThat(members.title("LZ2")).contains(new ServedTitle("LZ2", Urgency.ROUTINE));
        assertThat(members.title("TS1PACS")).isEmpty();
        assertThatThrownBy(() -> MembersReader.read("titles: [{aeTitle: A, urgency: NOW}, {aeTitle: A}]"))
                .hasMessageContaining("titles[1]: urgency must be one of")
                .hasMessageContaining("titles[2]: aeTitle is there twice");
    }

    @Test
    void aUnitReadsItsOwnStudiesAndThoseItHasAnAgreementFor() throws MembersException {
        Members members = MembersReader.read(COUNTY);
        assertThat(members.readableBy("CH1", DAY)).containsExactlyInAnyOrder("CH1", "TS1");
        assertThat(members.readableBy("TS1", DAY)).containsExactly("TS1");
        assertThat(members.readableBy("NOBODY", DAY)).isEmpty();
    }

    @Test
    void anEmptyDocumentIsAConsortiumOfNobody() throws MembersException {
        assertThat(MembersReader.read("").nodeCount()).isZero();
        assertThat(MembersReader.read("units: []").nodeCount()).isZero();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        MembersException fault = catchThrowableOfType(MembersException.class, () -> MembersReader.read("""
                units:
                  - {code: TS1, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS1, name: x, kind: PALACE}
                nodes:
                  - {aeTitle: TITLE-OF-17-CHARS, unit: TS9, port: 70000}
                  - {aeTitle: A, unit: TS1, tls: perhaps, adresses: [1]}
                  - {aeTitle: A, unit: TS1, addresses: 10.0.0.1}
                agreements:
                  - {owner: TS1, reader: [CH1]}
                colours: red
                """));
        assertThat(fault.problems()).containsExactlyInAnyOrder("units[1]: name is missing",
                "units[2]: code is there twice",
                "units[2]: kind must be one of " + List.of(Unit.Kind.values()),
                "nodes[1]: aeTitle must be 1 to 16 ASCII characters without backslash",
                "nodes[1]: unit names no unit: TS9", "nodes[1]: port must be a TCP port",
                "nodes[2]: tls must be true or false", "nodes[2]: adresses is not known here",
                "nodes[3]: aeTitle is there twice", "nodes[3]: addresses must be a list of texts",
                "agreements[1]: reader must be a text", "agreements[1]: reader is missing",
                "colours is not known here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "units: 5|units must be a list", "[a]|the document must be made of named values",
                    "units: [5]|units[1] must be made of named values", "units: {a|while parsing",
                    "{a: 1, a: 2}|duplicate" })
    void refusesWhatHasAnotherShape(String document, String problem) {
        assertThatThrownBy(() -> MembersReader.read(document.replace("\\n", "\n")))
                .isInstanceOf(MembersException.class).hasMessageContaining(problem);
    }

    @Test
    void refusesCodesThatAreNone() {
        assertThatThrownBy(() -> MembersReader.read("units: [{code: 卫生院, name: x, kind: OTHER}]"))
                .hasMessageContaining("capital letters");
    }

    @Test
    void namesTheCharacterSetsThatThereAreNot() {
        String document = COUNTY.replace("answerCharset: GBK", "answerCharset: ISO 8859-1");
        MembersException fault = catchThrowableOfType(MembersException.class,
                () -> MembersReader.read(document, Set.of("GB18030", "GBK")::contains));
        assertThat(fault.problems()).singleElement().asString().contains("answerCharset", "ISO 8859-1");
        assertThatCode(() -> MembersReader.read(COUNTY, Set.of("GB18030", "GBK")::contains)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "34132", "3413222", "041322", "county" })
    void aRegionHasSixDigits(String region) {
        assertThatThrownBy(() -> MembersReader.read("units: [{code: TS1, name: 卫生院, kind: OTHER, region: \"" + region
                + "\"}]")).isInstanceOfSatisfying(MembersException.class, fault -> assertThat(fault.problems())
                        .containsExactly("units[1]: region must be six digits such as 341322"));
    }

    @Test
    void aRegionThatNobodyToldIsUnknown() throws MembersException {
        Members members = MembersReader.read("""
                units:
                  - {code: TS1, name: 卫生院, kind: OTHER}
                  - {code: TS2, name: 卫生院, kind: OTHER, region: "341322"}
                """);
        assertThat(members.unit("TS1")).map(Unit::region).contains("");
        assertThat(members.unit("TS2")).map(Unit::region).contains("341322");
    }
}
