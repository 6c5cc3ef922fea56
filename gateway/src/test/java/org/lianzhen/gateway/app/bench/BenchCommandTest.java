package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.TestConsole;

class BenchCommandTest {

    private static CommandRun english(Object... arguments) {
        return CommandRun.lianzhen(TestConsole.english(),
                Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray());
    }

    private static CommandRun chinese(Object... arguments) {
        return CommandRun.lianzhen(TestConsole.chinese(),
                Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray());
    }

    @Test
    void withoutANameItShowsWhatThereIs() {
        CommandRun run = english();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(String.join("\n", run.err())).contains("store", "associations").doesNotContain("receiver");
    }

    @ParameterizedTest
    @CsvSource({ "store,--associations,0", "store,--megabytes,0", "associations,--parallel,0",
            "associations,--count,-1", "slow,--associations,0", "slow,--kilobits,0", "slow,--seconds,0",
            "slow,--newcomers,0", "forward,--images,0", "forward,--associations,0", "forward,--onward,0" })
    void numbersTooSmallAreMisuse(String name, String option, String value) {
        CommandRun run = english(name, option + "=" + value);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly(option + " must be at least 1.");
        assertThat(chinese(name, option + "=" + value).err()).containsExactly(option + " 至少为 1。");
    }

    @Test
    void warmingUpMayBeLeftOutButNotTurnedRound() {
        assertThat(english("store", "--warm-up-megabytes=-1").err())
                .containsExactly("--warm-up-megabytes must be at least 0.");
    }

    @Test
    void oneBadNumberInAListIsEnough() {
        assertThat(english("store", "--associations=1,0,4").exit()).isEqualTo(2);
        assertThat(english("store", "--associations=1,x").err()).first()
                .isEqualTo("The value \"x\" of --associations makes no sense.");
        assertThat(chinese("store", "--images=CT,MR").err()).first().isEqualTo("--images 的值“MR”不正确。");
    }

    @Test
    void unknownBenchmarksAreMisuse() {
        assertThat(english("speed").exit()).isEqualTo(2);
    }
}
