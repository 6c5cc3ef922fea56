package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MembersTreeTest {
    /** As it is written: nothing is said that holds anyway. */
    static final String COUNTY = """
            consortia:
              - {code: XX1, name: 县医共体, mode: COUNTY_RURAL_INTEGRATION, leadUnits: [CH1, CH2]}
            units:
              - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL, consortium: XX1}
              - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL, level: CITY, region: '341322', consortium: XX1, joined: 2020-01-01, left: 2030-12-31, status: SUSPENDED}
              - {code: TS1, name: '7', kind: TOWNSHIP_HEALTH_CENTRE}
            nodes:
              - {aeTitle: TS1PACS, unit: TS1, host: 10.0.0.1, port: 104, tls: true, addresses: [10.0.0.0/8], certificates: ['CN=a, O=b'], licences: [QUERY, STORE], assumedCharset: GB18030, answerCharset: GBK, transferSyntaxes: [1.2.840.10008.1.2.1]}
              - {aeTitle: NOTHING, unit: TS1, licences: []}
            centres:
              - {code: IMG, name: 影像中心, service: IMAGING, owner: CH1}
            agreements:
              - {id: TS1-CH1, owner: TS1, reader: CH1}
              - {id: x, owner: TS1, reader: CH2, services: [ECG, IMAGING], from: 2026-01-01, to: 2026-12-31}
            titles:
              - {aeTitle: LZEMERG, urgency: EMERGENCY}
            senders:
              - {code: TS1HIS, application: HIS, facility: TS1, unit: TS1, text: UTF_8, addresses: [10.0.0.0/8]}
            receivers:
              - {code: TS1HIS, unit: TS1, host: 10.0.0.9, port: 2576, tls: true, issuers: his.pem, application: HIS, facility: TS1, text: UTF_8, wants: [PDF, PRELIMINARY]}
            """;

    @Test
    void aDocumentThatWasReadIsWrittenAsItWas() throws MembersException {
        assertThat(MembersTree.document(MembersTree.of(MembersReader.read(COUNTY)))).isEqualTo(COUNTY);
    }

    @Test
    void anEmptyDocumentNamesItsSections() throws MembersException {
        String document = MembersTree.document(MembersTree.of(Members.NONE));
        assertThat(document)
                .isEqualTo(
                        "consortia: []\nunits: []\nnodes: []\ncentres: []\nagreements: []\ntitles: []\nsenders: []\nreceivers: []\n");
        assertThat(MembersReader.read(document).nodeCount()).isZero();
    }

    @Test
    void holdsOnlyWhatJsonHas() throws MembersException {
        var tree = MembersTree.of(MembersReader.read(COUNTY));
        assertThat(MembersTree.named(tree).keySet()).containsExactly("consortia", "units", "nodes", "centres",
                "agreements", "titles", "senders", "receivers");
        assertThat(tree.get(Section.TITLES)).containsExactly(Map.of("aeTitle", "LZEMERG", "urgency", "EMERGENCY"));
        Map<String, Object> node = Objects.requireNonNull(tree.get(Section.NODES)).getFirst();
        assertThat(node).containsEntry("port", 104).containsEntry("tls", true).containsEntry("licences",
                List.of("QUERY", "STORE"));
    }

    @Test
    void textsThatLookLikeSomethingElseStayTexts() throws MembersException {
        String name = "true: [x], {y} # \"'\\n 0x10 null";
        Members members = MembersReader.read(MembersTree.document(MembersTree.of(
                MembersReader.members(Map.of("units", List.of(Map.of("code", "1", "name", name, "kind", "OTHER")))))));
        assertThat(members.unit("1")).map(Unit::name).contains(name);
    }
}
