package org.lianzhen.gateway.http.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.recognition.ExamResult.ImageGrade;

class TextsTest {
    private static Texts of(String name, Object value) {
        return Texts.of(new JsonObject().put(name, value));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class);
    }

    @Test
    void textsAreShortAndThere() {
        assertThat(of("a", "x").text("a")).isEqualTo("x");
        assertThat(of("a", "x".repeat(64)).text("a")).hasSize(64);
        assertThat(of("a", null).textOr("a", "usual")).isEqualTo("usual");
        assertThat(of("a", "").textOr("a", "usual")).isEmpty();
        refused(() -> of("a", "x".repeat(65)).text("a"));
        refused(() -> of("a", " ").text("a"));
        refused(() -> of("a", null).text("a"));
        refused(() -> of("a", 3).text("a"));
        refused(() -> of("a", "x\0").text("a"));
        refused(() -> of("a", new JsonObject()).textOr("a", ""));
    }

    @Test
    void yesIsTrueAndNothingElse() {
        assertThat(of("a", true).yes("a", false)).isTrue();
        assertThat(of("a", false).yes("a", true)).isFalse();
        assertThat(of("b", false).yes("a", true)).isTrue();
        refused(() -> of("a", "true").yes("a", false));
        refused(() -> of("a", 1).yes("a", false));
        refused(() -> of("a", null).yes("a", false));
    }

    @Test
    void aChoiceIsWrittenAsItIs() {
        assertThat(of("a", "B").choice("a", ImageGrade.UNGRADED)).isEqualTo(ImageGrade.B);
        assertThat(of("b", "B").choice("a", ImageGrade.UNGRADED)).isEqualTo(ImageGrade.UNGRADED);
        refused(() -> of("a", "b").choice("a", ImageGrade.UNGRADED));
        refused(() -> of("a", "").choice("a", ImageGrade.UNGRADED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "L", "R", "B", "U", "" })
    void sidesAreThoseOfDicom(String side) {
        assertThat(of("a", side).side("a")).isEqualTo(side);
        refused(() -> of("a", side + "x").side("a"));
    }

    @ParameterizedTest
    @CsvSource({ "2026-06-30, 2026-06-30T04:00:00Z", "2026-06-30T00:00:00+08:00, 2026-06-29T16:00:00Z",
            "2026-06-30T00:00:00Z, 2026-06-30T00:00:00Z", "2024-02-29, 2024-02-29T04:00:00Z" })
    void aDayIsItsNoonInChinaAndAMomentIsItself(String text, Instant moment) {
        assertThat(of("a", text).moment("a")).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-02-29", "2026-06-31", "30.06.2026", "today", "2026-06-30T00:00:00", "2026-6-30" })
    void whatIsNoMomentIsRefused(String text) {
        refused(() -> of("a", text).moment("a"));
    }

    @Test
    void objectsSayWhereTheyAre() {
        Texts inner = of("a", new JsonObject().put("b", 3)).object("a");
        assertThatThrownBy(() -> inner.text("b")).isInstanceOfSatisfying(ProblemException.class,
                fault -> assertThat(fault.problem().detail()).contains("\"a.b\""));
        refused(() -> of("a", "text").object("a"));
        refused(() -> of("a", null).object("a"));
        assertThat(of("a", 3).has("a")).isTrue();
        assertThat(of("a", null).has("a")).isFalse();
    }

    @Test
    void listsHaveObjectsAndAnEnd() {
        JsonArray two = new JsonArray().add(new JsonObject().put("b", "1")).add(new JsonObject().put("b", "2"));
        assertThat(of("a", two).objects("a", 2)).extracting(one -> one.text("b")).containsExactly("1", "2");
        assertThat(of("b", two).objects("a", 2)).isEmpty();
        refused(() -> of("a", two).objects("a", 1));
        refused(() -> of("a", new JsonArray().add("text")).objects("a", 1));
        refused(() -> of("a", new JsonObject()).objects("a", 1));
    }
}
