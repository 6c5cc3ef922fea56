package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class ProgramTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCommandAndOptionIsDescribed(Language language) {
        all(program(new TestConsole(language, false)).commandLine(new StopSignal())).forEach(command -> {
            UsageMessageSpec usage = command.getCommandSpec().usageMessage();
            assertThat(String.join("", usage.header()) + String.join("", usage.description()))
                    .as(command.getCommandName()).isNotBlank();
            assertThat(Stream.concat(command.getCommandSpec().options().stream(),
                    command.getCommandSpec().positionalParameters().stream()).filter(argument -> !argument.hidden()))
                    .allSatisfy(
                            argument -> assertThat(description(argument))
                                    .as("%s %s", command.getCommandName(), argument)
                                    .isNotBlank());
        });
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(ProgramTest::all));
    }

    @ParameterizedTest
    @ValueSource(strings = { "usage", "messages", "terminal.messages", "tools.messages", "tls.messages",
            "bench.messages", "remote.messages" })
    void bothLanguagesHaveTheSameTexts(String name) {
        String base = ProgramTest.class.getPackageName() + "." + name;

        assertThat(new TreeSet<>(Language.ENGLISH.bundle(base).keySet()))
                .isEqualTo(new TreeSet<>(Language.CHINESE.bundle(base).keySet()));
    }

    @Test
    void helpIsInChineseOrEnglish() {
        var chinese = TestConsole.chinese();
        var english = TestConsole.english();

        assertThat(execute(chinese, "run", "--help")).isZero();
        assertThat(execute(english, "dicom", "dump", "-h")).isZero();
        assertThat(chinese.out()).contains("用法：lianzhen run", "--dicom-tls-client-ca", "（默认：11112）")
                .doesNotContain("Usage");
        assertThat(english.out()).contains("Usage: lianzhen dicom dump", "Show what DICOM files say");
    }

    @Test
    void languageMayStandAnywhere() {
        assertThat(execute(TestConsole.english(), "dicom", "dump", "--lang", "en", "--help")).isZero();
        assertThat(execute(TestConsole.english(), "--lang=zh-CN", "dicom", "dump", "--help")).isZero();
    }

    @Test
    void groupsWithoutACommandShowWhatThereIs() {
        var console = TestConsole.english();

        assertThat(execute(console, "dicom")).isEqualTo(2);
        assertThat(console.err()).contains("Commands:", "dump");
        assertThat(execute(TestConsole.english())).isEqualTo(2);
    }

    @Test
    void mistakesAreExplainedInEnglish() {
        assertThat(mistake(TestConsole.english(), "dicom", "dump")).containsExactly("Missing: FILE",
                "Run \"lianzhen dicom dump --help\" for how to use it.");
        assertThat(mistake(TestConsole.english(), "run", "--dicom-prt", "1")).first().asString()
                .startsWith("There is no option --dicom-prt. Perhaps you mean: --dicom-port");
        assertThat(mistake(TestConsole.english(), "run", "now")).first().asString()
                .startsWith("What is \"now\" meant to be?");
        assertThat(mistake(TestConsole.english(), "dicom", "dump", "--width", "wide", "file")).first()
                .isEqualTo("The value \"wide\" of --width makes no sense.");
        assertThat(mistake(TestConsole.english(), "run", "--data", "a", "--data", "b")).first()
                .isEqualTo("--data is there twice.");
        assertThat(mistake(TestConsole.english(), "run", "--data")).first().isEqualTo("Missing: --data");
        assertThat(mistake(TestConsole.english(), "run", "--lang", "fr")).first()
                .isEqualTo("The value \"fr\" of --lang makes no sense.");
    }

    @Test
    void mistakesAreExplainedInChinese() {
        assertThat(mistake(TestConsole.chinese(), "dicom", "dump")).containsExactly("缺少：FILE",
                "运行 lianzhen dicom dump --help 可查看用法。");
        assertThat(mistake(TestConsole.chinese(), "dicom", "dump", "--width=宽", "file")).first()
                .isEqualTo("--width 的值“宽”不正确。");
        assertThat(mistake(TestConsole.chinese(), "sing")).first().asString().startsWith("无法理解参数“sing”。");
    }

    @Test
    void mistakesCannotForgeOutput() {
        assertThat(mistake(TestConsole.english(), "run", "x\u001B[2J")).first().asString().contains("x\\u001B[2J");
    }

    private static List<String> mistake(TestConsole console, String... arguments) {
        assertThat(execute(console, arguments)).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        return console.errLines();
    }

    private static int execute(TestConsole console, String... arguments) {
        return program(console).execute(List.of(arguments), new StopSignal());
    }

    private static Program program(TestConsole console) {
        return new Program(console.console(), Map.of(), settings -> {
            throw new AssertionError("nothing should start");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "messages", "terminal.messages", "tools.messages", "tls.messages", "bench.messages" })
    void bothLanguagesTellTheSameThings(String name) {
        String base = ProgramTest.class.getPackageName() + "." + name;
        ResourceBundle english = Language.ENGLISH.bundle(base);
        ResourceBundle chinese = Language.CHINESE.bundle(base);

        assertThat(english.keySet()).allSatisfy(key -> {
            assertThat(placeholders(english.getString(key))).as(key).isEqualTo(placeholders(chinese.getString(key)));
            assertThat(formatted(english, key)).as(key).matches("\\P{IsHan}*").doesNotContain("{");
            assertThat(formatted(chinese, key)).as(key).doesNotContain("{");
        });
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** A single quote would swallow the placeholders behind it. */
    private static String formatted(ResourceBundle bundle, String key) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT)
                .format(new Object[]{ "0", "1", "2", "3", "4", "5", "6" });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCommandHasHelpThatNamesItsOptions(Language language) {
        var console = new TestConsole(language, false);
        all(program(console).commandLine(new StopSignal())).forEach(command -> {
            var writer = new StringWriter();
            command.usage(new PrintWriter(writer));
            assertThat(command.getCommandSpec().options().stream().filter(option -> !option.hidden()))
                    .allSatisfy(option -> assertThat(writer.toString()).contains(option.longestName()));
        });
    }
}
