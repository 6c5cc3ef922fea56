package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.ServedTitle;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.member.Urgency;

class DemoMembersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private static Members members() throws Exception {
        try (var in = Records.class.getResourceAsStream("demo-members.yaml")) {
            return TestMembers.of(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .members();
        }
    }

    /** The members alone, without the studies. */
    static Path file(Path folder) throws IOException {
        Path file = folder.resolve("members.yaml");
        try (var in = Records.class.getResourceAsStream("demo-members.yaml")) {
            Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = { "TS1", "TS2", "CH1", "CH2", "CITY1", "PROV1", "OUT1", "NAT1" })
    void everyUnitOfTheDemonstrationHasANode(String unit) throws Exception {
        assertThat(members().unit(unit)).isPresent();
        assertThat(members().node(unit + "PACS").orElseThrow()).satisfies(node -> {
            assertThat(node.unit()).isEqualTo(unit);
            assertThat(node.listens()).isTrue();
            assertThat(node.host()).as("on this machine only").isEqualTo("127.0.0.1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "TS1", "TS2", "CH2" })
    void theCentreReadsForItsCounty(String unit) throws Exception {
        assertThat(members().readableBy("CH1", DAY)).contains("CH1", unit);
        assertThat(members().readableBy(unit, DAY)).containsExactly(unit);
    }

    @Test
    void everyNodeHasAPortOfItsOwn() throws Exception {
        Members members = members();
        Set<Integer> ports = new HashSet<>();
        for (String unit : new String[]{ "TS1", "TS2", "CH1", "CH2", "CITY1", "PROV1", "OUT1", "NAT1" }) {
            DicomNode node = members.node(unit + "PACS").orElseThrow();
            assertThat(ports.add(node.port())).as(unit).isTrue();
        }
        assertThat(members.nodeCount()).isEqualTo(ports.size());
    }

    @Test
    void itIsACompleteConsortium() throws Exception {
        Members members = members();
        assertThat(members.lists().units()).filteredOn(unit -> unit.membership() != null).map(Unit::code)
                .containsExactly("TS1", "TS2", "CH1", "CH2");
        assertThat(members.lists().centres()).allSatisfy(centre -> assertThat(centre.owner()).isEqualTo("CH1"))
                .map(SharedCentre::service).containsExactly(Service.IMAGING, Service.CONSULTATION);
        assertThat(members.readableBy("CH1", DAY)).contains("TS1");
        assertThat(members.readableBy("CITY1", DAY)).as("a consultation gives no right to the archive")
                .containsExactly("CITY1");
        assertThat(members.title("LZEMERG")).map(ServedTitle::urgency).contains(Urgency.EMERGENCY);
    }
}
