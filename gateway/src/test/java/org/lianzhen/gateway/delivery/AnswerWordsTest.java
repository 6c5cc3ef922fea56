package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.delivery.proof.Finding;

class AnswerWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/lianzhen/gateway");
    /** Of Java, and of SQL, which judges some answers itself. */
    private static final Pattern OURS = Pattern.compile(
            "(?:new (?:Reply\\.)?(?:Taken|Refused|NotNow|NoRoom|NoAnswer)|this)\\(\\s*\"([A-Z_]+)\""
                    + "|when other then '([A-Z_]+)' else code|'FAILED', \\$4, '([A-Z_]+)'");

    private static AnswerWords words(String language) {
        return AnswerWords.in(Locale.forLanguageTag(language));
    }

    private static String of(String language, String code) {
        return words(language).of(new Answer(code, "detail"), State.QUEUED);
    }

    /** Words of ours that the program may give for an answer, as its sources have them. */
    private static Set<String> ours() throws IOException {
        Set<String> found = new TreeSet<>(Set.of(new Reply.Lost("").code(), new Reply.NoAnswer("").code()));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                for (MatchResult match : OURS.matcher(Files.readString(file)).results().toList()) {
                    IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group).filter(one -> one != null)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static Stream<Finding> findings() {
        return Stream.concat(Stream.of(Finding.Reason.values()).map(reason -> new Finding.Unproven(1, reason, "")),
                Stream.of(Finding.class.getPermittedSubclasses()).filter(type -> type != Finding.Unproven.class)
                        .map(AnswerWordsTest::finding));
    }

    /** One of each kind; a new kind is no fault of this test, but must be made here. */
    private static Finding finding(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Complete" -> new Finding.Complete(ProofKind.QUERY, 1);
            case "Resend" -> new Finding.Resend(List.of(), 1);
            case "Failed" -> new Finding.Failed(List.of(), 1);
            case "Again" -> new Finding.Again(Duration.ZERO, "");
            case "Awaiting" -> new Finding.Awaiting(Duration.ZERO, "");
            default -> throw new AssertionError(type);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "zh-CN", "en" })
    void thereAreWordsForEveryStatusOfDicomAndOfHttp(String language) {
        String none = of(language, "");
        assertThat(IntStream.rangeClosed(0, 0xFFFF).mapToObj(code -> Reply.code(new Status(code))))
                .allSatisfy(code -> assertThat(of(language, code)).isNotEmpty().isNotEqualTo(none));
        assertThat(IntStream.rangeClosed(100, 599).mapToObj(code -> "HTTP-" + code))
                .allSatisfy(code -> assertThat(of(language, code)).isNotEmpty().isNotEqualTo(none));
    }

    @ParameterizedTest
    @ValueSource(strings = { "zh-CN", "en" })
    void thereAreWordsForEveryWordOfOurs(String language) throws IOException {
        assertThat(ours()).contains("NOT_SENT", "LOST", "NOT_ACCEPTED", "UNREADABLE", "OTHER_VERSION", "MISSING")
                .allSatisfy(code -> assertThat(of(language, code)).as(code).isNotEqualTo(of(language, "")));
        assertThat(findings().map(Finding::code).filter(code -> !code.isEmpty()).toList()).hasSize(9)
                .allSatisfy(
                        code -> assertThat(words(language).ofProof(new Answer(code, "detail"))).as(code).isNotEmpty()
                                .isNotEqualTo(of(language, "")));
    }

    @Test
    void bothLanguagesHaveWordsForTheSame() {
        assertThat(keys("zh-CN")).isEqualTo(keys("en"));
    }

    private static Set<String> keys(String language) {
        return new HashSet<>(ResourceBundle.getBundle("org.lianzhen.gateway.delivery.answers",
                Locale.forLanguageTag(language)).keySet());
    }

    @ParameterizedTest
    @CsvSource({ "A700, A7xx", "A7FE, A7xx", "A900, A9xx", "A9FF, A9xx", "AB00, Axxx", "C000, Cxxx", "CFFF, Cxxx",
            "C122, C122", "B000, B000", "B00A, Bxxx", "0110, 0110", "FE00, xxxx", "HTTP-503, HTTP-503",
            "HTTP-418, HTTP-4xx", "HTTP-599, HTTP-5xx", "HTTP-302, HTTP-xxx" })
    void aCodeOfARangeMeansWhatTheRangeMeans(String code, String key) {
        assertThat(of("en", code)).isEqualTo(ResourceBundle.getBundle("org.lianzhen.gateway.delivery.answers",
                Locale.ENGLISH).getString(key));
    }

    @Test
    void saysWhatHappensNext() {
        var answer = new Answer("A700", "refused, A700H");
        assertThat(words("zh-CN").of(answer, State.RETRY_AT)).endsWith("请让对方清理或扩充空间。稍后自动重试。");
        assertThat(words("en").of(answer, State.RETRY_AT)).endsWith("make room. It is tried again by itself.");
        assertThat(words("en").of(answer, State.FAILED)).contains("make room. It is not sent any more")
                .doesNotContain("tried again");
        assertThat(words("en").of(answer, State.HELD)).endsWith("make room.");
    }

    @Test
    void nothingIsSaidOfNoAnswerAndOfUnknownCodesWhereToLook() {
        assertThat(words("en").of(Answer.NONE, State.FAILED)).isEmpty();
        assertThat(words("en").ofProof(Answer.NONE)).isEmpty();
        assertThat(words("en").of(new Answer("", "an old row"), State.QUEUED)).isEqualTo("See the detail for why.");
        assertThat(words("en").of(new Answer("HTTP-", "odd"), State.QUEUED)).isEqualTo("See the detail for why.");
        assertThat(words("en").of(new Answer("NEWER_WORD", "new"), State.QUEUED)).isEqualTo("See the detail for why.");
    }
}
