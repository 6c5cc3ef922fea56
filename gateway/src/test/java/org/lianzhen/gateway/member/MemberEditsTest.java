package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.MemberChange.FieldChange;
import org.lianzhen.gateway.member.MemberChange.Kind;
import org.lianzhen.gateway.member.MemberEdit.Put;
import org.lianzhen.gateway.member.MemberEdit.Remove;

class MemberEditsTest {
    private final TestMembers store = new TestMembers();
    private final MemberDirectory directory = new MemberDirectory(store, TestMembers::isCharset);

    @BeforeEach
    void begin() {
        directory.replace("admin", MembersTreeTest.COUNTY).toCompletableFuture().join();
    }

    private EditResult edit(int base, MemberEdit edit) {
        return directory.edit("editor", base, edit).toCompletableFuture().join();
    }

    private String newest() {
        return store.versions.getLast().document();
    }

    @Test
    void putsANewItemBesideTheOthers() {
        var put = new Put(Section.NODES, "CH1CT", Map.of("unit", "CH1", "port", 104, "host", "10.0.0.9"));
        assertThat(edit(1, put)).isInstanceOfSatisfying(EditResult.Done.class, done -> {
            assertThat(done.version().number()).isEqualTo(2);
            assertThat(done.version().author()).isEqualTo("editor");
        });
        assertThat(directory.members().node("CH1CT")).map(DicomNode::port).contains(104);
        assertThat(newest()).isEqualTo(MembersTreeTest.COUNTY.replace("centres:",
                "  - {aeTitle: CH1CT, unit: CH1, host: 10.0.0.9, port: 104}\ncentres:"));
    }

    @Test
    void putsAnItemInThePlaceOfTheOldOne() {
        edit(1, new Put(Section.UNITS, "TS1", Map.of("code", "TS1", "name", "卫生院", "kind", "OTHER")));
        assertThat(newest()).isEqualTo(MembersTreeTest.COUNTY.replace("name: '7', kind: TOWNSHIP_HEALTH_CENTRE",
                "name: 卫生院, kind: OTHER"));
    }

    @Test
    void removesAnItem() {
        assertThat(edit(1, new Remove(Section.AGREEMENTS, "x"))).isInstanceOf(EditResult.Done.class);
        assertThat(directory.members().lists().agreements()).map(Agreement::id).containsExactly("TS1-CH1");
        assertThat(edit(2, new Remove(Section.AGREEMENTS, "x"))).isEqualTo(new EditResult.Missing());
    }

    @Test
    void keepsNothingThatDoesNotHoldTogether() {
        assertThat(edit(1, new Remove(Section.UNITS, "CH1"))).isInstanceOfSatisfying(EditResult.Refused.class,
                refused -> assertThat(refused.problems()).contains("centres[1]: owner names no unit: CH1"));
        assertThat(edit(1, new Put(Section.NODES, "X", Map.of("unit", "CH1", "prt", 104))))
                .isEqualTo(new EditResult.Refused(List.of("nodes[3]: prt is not known here")));
        assertThat(edit(1, new Put(Section.NODES, "X", Map.of("unit", "CH1", "aeTitle", "Y"))))
                .isInstanceOf(EditResult.Refused.class);
        assertThat(edit(1, new MemberEdit.Replace("units: 5"))).isInstanceOf(EditResult.Refused.class);
        assertThat(store.versions).hasSize(1);
        assertThat(directory.version().number()).isEqualTo(1);
    }

    @Test
    void refusesAnEditOfAnOldVersion() {
        edit(1, new Remove(Section.AGREEMENTS, "x"));
        assertThat(edit(1, new Remove(Section.AGREEMENTS, "TS1-CH1"))).isEqualTo(new EditResult.Stale(2));
        assertThat(edit(7, new Remove(Section.AGREEMENTS, "TS1-CH1"))).isEqualTo(new EditResult.Stale(2));
        assertThat(store.versions).hasSize(2);
    }

    @Test
    void refusesAnEditWhileSomebodyElseMakesOne() {
        var raced = new MemberDirectory(new TestMembers() {
            @Override
            public CompletionStage<Optional<MemberVersion>> add(int base, String author,
                    String document) {
                super.add(base, "other", "units: []");
                return super.add(base, author, document);
            }
        }, TestMembers::isCharset);
        assertThat(raced.edit("editor", 0, new MemberEdit.Replace("nodes: []")).toCompletableFuture().join())
                .isEqualTo(new EditResult.Stale(1));
    }

    @Test
    void makesNoVersionOfWhatChangesNothing() {
        var same = new Put(Section.TITLES, "LZEMERG", Map.of("urgency", "emergency"));
        assertThat(edit(1, same)).isInstanceOf(EditResult.Unchanged.class);
        assertThat(store.versions).hasSize(1);
    }

    @Test
    void putsAnOldVersionInForceAgain() {
        edit(1, new Remove(Section.TITLES, "LZEMERG"));
        assertThat(edit(2, new MemberEdit.Restore(1))).isInstanceOf(EditResult.Done.class);
        assertThat(directory.members().title("LZEMERG")).isPresent();
        assertThat(store.versions).map(MemberVersion::number).containsExactly(1, 2, 3);
        assertThat(newest()).isEqualTo(MembersTreeTest.COUNTY);
        assertThat(edit(3, new MemberEdit.Restore(9))).isEqualTo(new EditResult.Missing());
    }

    @Test
    void tellsWhatDiffersBetweenVersions() throws MembersException {
        Members before = MembersReader.read(MembersTreeTest.COUNTY);
        edit(1, new Remove(Section.TITLES, "LZEMERG"));
        edit(2, new Put(Section.NODES, "TS1PACS", Map.of("unit", "TS1", "host", "10.0.0.2", "port", 104)));
        edit(3, new Put(Section.CENTRES, "ECG", Map.of("name", "心电中心", "service", "ECG", "owner", "CH2")));
        List<MemberChange> changes = MemberChange.between(before, directory.members());
        assertThat(changes).map(change -> change.section() + " " + change.identifier() + " " + change.kind())
                .containsExactly("NODES TS1PACS CHANGED", "CENTRES ECG ADDED", "TITLES LZEMERG REMOVED");
        assertThat(changes.getFirst().fields()).contains(new FieldChange("host", "10.0.0.1", "10.0.0.2"),
                new FieldChange("tls", true, null)).doesNotContain(new FieldChange("port", 104, 104));
        assertThat(changes.get(1)).isEqualTo(new MemberChange(Section.CENTRES, "ECG", Kind.ADDED,
                List.of(new FieldChange("code", null, "ECG"), new FieldChange("name", null, "心电中心"),
                        new FieldChange("owner", null, "CH2"), new FieldChange("service", null, "ECG"))));
        assertThat(MemberChange.between(before, before)).isEmpty();
    }
}
