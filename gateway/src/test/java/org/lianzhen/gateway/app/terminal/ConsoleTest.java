package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void resultsAndRemarksGoSeparateWays() {
        var screen = TestConsole.chinese();
        screen.console().print("结果");
        screen.console().tell("说明");

        assertThat(screen.outLines()).containsExactly("结果");
        assertThat(screen.errLines()).containsExactly("说明");
    }

    @Test
    void linesAppearAboveTheStatus() {
        var screen = new TestConsole(Language.ENGLISH, true);
        screen.console().status("50%");
        screen.console().tell("a file failed");
        screen.console().status(null);

        assertThat(screen.err().replace("\r\u001B[K", "<erase>").replace(System.lineSeparator(), "<line>"))
                .isEqualTo("50%<erase>a file failed<line>50%<erase>");
    }

    @Test
    void statusNeedsATerminal() {
        var log = TestConsole.english();
        log.console().status("50%");

        assertThat(log.err()).isEmpty();
        assertThat(log.console().isTerminal()).isFalse();
    }

    @Test
    void longTextsKeepTheCharacterSet() {
        var screen = TestConsole.chinese();
        screen.console().outWriter().println("用法");
        screen.console().errWriter().println("错误");

        assertThat(screen.outLines()).containsExactly("用法");
        assertThat(screen.errLines()).containsExactly("错误");
    }

    @Test
    void processHasOneToo() {
        Console console = Console.ofProcess(Language.ENGLISH);

        assertThat(console.language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws InterruptedException {
        var screen = new TestConsole(Language.CHINESE, true);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            String line = "第" + i + "行".repeat(20);
            threads.add(Thread.ofVirtual().start(() -> IntStream.range(0, 50).forEach(n -> {
                screen.console().status(line);
                screen.console().print(line);
                screen.console().tell(line);
            })));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(screen.outLines()).hasSize(400).allMatch(line -> line.matches("第\\d行{20}"));
        assertThat(screen.err().replaceAll("\r\u001B\\[K", "").lines()).allMatch(line -> line.matches("(第\\d行{20})+"));
    }

    @Test
    void statusIsReplacedNotRepeated() {
        var screen = new TestConsole(Language.ENGLISH, true);

        screen.console().status("10%");
        screen.console().status("20%");
        screen.console().status(null);
        screen.console().status(null);

        assertThat(screen.err().replace("\r\u001B[K", "<erase>")).isEqualTo("10%<erase>20%<erase>");
    }
}
