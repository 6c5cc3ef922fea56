package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersReaderTest {
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
        assertThat(members.unit("TS1")).contains(new Unit("TS1", "第一卫生院", Unit.Kind.TOWNSHIP_HEALTH_CENTRE));
        assertThat(members.node("TS1PACS")).contains(new DicomNode("TS1PACS", "TS1", "10.1.2.3", 104, true,
                java.util.List.of("10.1.2.3", "10.1.2.4"), "GB18030", "GBK"));
        assertThat(members.node("CH1CT")).hasValueSatisfying(node -> assertThat(node.listens()).isFalse());
        assertThat(members.node("TS1PACS")).hasValueSatisfying(node -> assertThat(node.listens()).isTrue());
        assertThat(members.nodeCount()).isEqualTo(2);
    }

    @Test
    void readsWhatOurOwnTitlesAreKeptFor() throws MembersException {
        Members members = MembersReader.read(COUNTY + """
                titles:
                  - {aeTitle: LZEMERG, urgency: emergency}
                  - {aeTitle: LZ2}
                """);
        assertThat(members.title("LZEMERG")).contains(new ServedTitle("LZEMERG", ServedTitle.Urgency.EMERGENCY));
        assertThat(members.title("LZ2")).contains(new ServedTitle("LZ2", ServedTitle.Urgency.ROUTINE));
        assertThat(members.title("TS1PACS")).isEmpty();
        assertThatThrownBy(() -> MembersReader.read("titles: [{aeTitle: A, urgency: NOW}, {aeTitle: A}]"))
                .hasMessageContaining("titles[1]: urgency must be one of")
                .hasMessageContaining("titles[2]: aeTitle is there twice");
    }

    @Test
    void aUnitReadsItsOwnStudiesAndThoseItHasAnAgreementFor() throws MembersException {
        Members members = MembersReader.read(COUNTY);
        assertThat(members.readableBy("CH1")).containsExactlyInAnyOrder("CH1", "TS1");
        assertThat(members.readableBy("TS1")).containsExactly("TS1");
        assertThat(members.readableBy("NOBODY")).isEmpty();
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
                "units[2]: kind must be one of " + java.util.List.of(Unit.Kind.values()),
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
}
