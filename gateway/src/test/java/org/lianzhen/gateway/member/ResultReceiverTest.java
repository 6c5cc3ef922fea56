package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultReceiverTest {
    private static final String UNITS = "units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]\nreceivers:\n";

    private static Members read(String receivers) throws MembersException {
        return MembersReader.read(UNITS + receivers);
    }

    @Test
    void whatIsNotSaidIsUsual() throws Exception {
        ResultReceiver receiver = read("  - {code: H, unit: TS1, host: his, port: 2576, application: HIS}")
                .receiver("H").orElseThrow();
        assertThat(receiver).isEqualTo(new ResultReceiver("H", "TS1",
                new ResultReceiver.Address("his", 2576, false, null), new ResultReceiver.Name("HIS", ""),
                MessageSender.Text.GB18030, Set.of()));
    }

    @Test
    void everythingThatIsSaidComesBack() throws Exception {
        Members members = read("  - {code: H, unit: TS1, host: his, port: 2576, tls: true, issuers: his.pem, "
                + "application: HIS, facility: 一院, text: UTF_8, wants: [pdf, PRELIMINARY]}");
        assertThat(members.receiver("H").orElseThrow().wants())
                .containsExactlyInAnyOrder(ResultReceiver.Extra.values());
        Members again = MembersReader.read(MembersTree.document(MembersTree.of(members)));
        assertThat(again.lists()).isEqualTo(members.lists());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{unit: TS1, host: his, port: 1, application: HIS}; code is missing",
            "{code: H, unit: TS9, host: his, port: 1, application: HIS}; unit names no unit",
            "{code: H, unit: TS1, port: 1, application: HIS}; host is missing",
            "{code: H, unit: TS1, host: his, application: HIS}; port must be a TCP port",
            "{code: H, unit: TS1, host: his, port: 65536, application: HIS}; port must be a TCP port",
            "{code: H, unit: TS1, host: his, port: 1}; application is missing",
            "{code: H, unit: TS1, host: his, port: 1, application: 'H|S'}; application and facility must be",
            "{code: H, unit: TS1, host: his, port: 1, application: HIS, facility: 'a^b'}; application and facility must be",
            "{code: H, unit: TS1, host: his, port: 1, application: HIS, issuers: a.pem}; means nothing without tls",
            "{code: H, unit: TS1, host: his, port: 1, application: HIS, tls: true, issuers: ../a}; must be the name of a file",
            "{code: H, unit: TS1, host: his, port: 1, application: HIS, wants: [FAX]}; must be some of [PRELIMINARY, PDF]",
            "{code: H, unit: TS1, host: his, port: 1, application: HIS, text: BIG5}; must be one of [GB18030, UTF_8]" })
    void whatIsWrongIsTold(String receiver, String problem) {
        assertThatThrownBy(() -> read("  - " + receiver)).hasMessageContaining("receivers[1]")
                .hasMessageContaining(problem);
    }
}
