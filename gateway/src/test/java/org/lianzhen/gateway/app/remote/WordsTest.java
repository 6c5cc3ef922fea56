package org.lianzhen.gateway.app.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.link.LinkReport;
import org.lianzhen.gateway.link.LinkStep;
import org.lianzhen.gateway.member.Urgency;

class WordsTest {
    @ParameterizedTest
    @ValueSource(strings = { "zh-CN", "en" })
    void thereAreWordsForWhateverTheGatewayMayTell(String language) {
        ResourceBundle words = ResourceBundle.getBundle("org.lianzhen.gateway.app.remote.messages",
                Locale.forLanguageTag(language));
        assertThat(words.keySet()).containsAll(keys("state.", StudyDelivery.State.values()))
                .containsAll(keys("priority.", Urgency.values())).containsAll(keys("step.", LinkStep.values()))
                .containsAll(keys("result.", LinkReport.Result.values()))
                .containsAll(keys("proof.", StudyDelivery.ProofState.values()))
                .containsAll(keys("kind.", ProofKind.values())).containsAll(keys("rule.", Receipt.Rule.values()));
    }

    private static List<String> keys(String prefix, Enum<?>[] names) {
        return Arrays.stream(names).map(name -> prefix + name.name()).toList();
    }
}
