package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.CalendarStore;
import org.lianzhen.gateway.calendar.CalendarVersion;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient.Visit;

class ReadingRulesTest {
    private static final ReadingRules STANDARD = ReadingRuleBook.standard().rules();
    private static final WorkCalendar CALENDAR = new CalendarDirectory(new NoVersions()).calendar();

    private static final class NoVersions implements CalendarStore {
        @Override
        public CompletionStage<List<CalendarVersion>> versions(int limit) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Optional<CalendarVersion>> add(int base, String author, String document,
                AuditEvent event) {
            throw new AssertionError("nobody changes the calendar");
        }
    }

    private static Instant due(Urgency urgency, String modality, String bodyPart, String received) {
        var study = new ReadingRules.Case("TS1", urgency, Set.of(), Set.of(modality), Set.of(bodyPart));
        return STANDARD.limit(study).time().due(CALENDAR, OffsetDateTime.parse(received).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
            // the worked example of the domain rules: a Friday, and no holiday
            "ROUTINE, CT, CHEST, 2026-11-20T16:30+08:00, 2026-11-23T11:00+08:00",
            "EMERGENCY, CT, HEAD, 2026-11-21T23:10+08:00, 2026-11-21T23:40+08:00",
            "GREEN_CHANNEL, MR, BRAIN, 2026-11-20T16:30+08:00, 2026-11-20T17:00+08:00",
            "EMERGENCY, CT, CHEST, 2026-11-21T23:10+08:00, 2026-11-22T00:10+08:00",
            "EMERGENCY, DX, CHEST, 2026-11-21T23:10+08:00, 2026-11-21T23:40+08:00",
            "URGENT, DX, HAND, 2026-11-21T23:10+08:00, 2026-11-22T01:10+08:00",
            "ROUTINE, DX, CHEST, 2026-11-20T11:30+08:00, 2026-11-20T15:30+08:00",
            // the week of the national day, which a make-up day on a Saturday follows
            "ROUTINE, CT, CHEST, 2026-09-30T16:30+08:00, 2026-10-08T11:00+08:00",
            "ROUTINE, CT, CHEST, 2026-10-09T16:30+08:00, 2026-10-10T11:00+08:00" })
    void isDueByTheFirstLimitThatFits(Urgency urgency, String modality, String part, String received, String due) {
        assertThat(due(urgency, modality, part, received)).isEqualTo(OffsetDateTime.parse(due).toInstant());
    }

    @ParameterizedTest
    @CsvSource({ "OUTPATIENT, CT, 2026-11-23T11:00+08:00", "INPATIENT, CT, 2026-11-23T15:00+08:00",
            "INPATIENT, DX, 2026-11-23T09:00+08:00", "EMERGENCY, CT, 2026-11-20T17:30+08:00",
            "EMERGENCY, DX, 2026-11-20T17:00+08:00" })
    void theOrderSaysOnWhatFootingThePatientIsTreated(Visit visit, String modality, String due) {
        var study = new ReadingRules.Case("TS1", Urgency.ROUTINE, Set.of(visit), Set.of(modality), Set.of("CHEST"));
        assertThat(STANDARD.limit(study).time().due(CALENDAR,
                OffsetDateTime.parse("2026-11-20T16:30+08:00").toInstant()))
                .isEqualTo(OffsetDateTime.parse(due).toInstant());
    }

    @Test
    void everyFaultOfADocumentIsToldAtOnce() {
        assertThatThrownBy(() -> ReadingRulesReader.read("""
                limits:
                  - {name: a, urgencies: [SOON], minutes: 5, clock: SOMETIMES}
                  - {name: b, modalities: [CT], minutes: 0, clock: ALWAYS}
                holdMinutes: 100000
                signing: RSA
                other: 1
                """)).isInstanceOfSatisfying(ReadingRulesException.class, wrong -> assertThat(wrong.problems())
                .hasSize(7)
                .anySatisfy(one -> assertThat(one).startsWith("limits[1]: urgencies"))
                .anySatisfy(one -> assertThat(one).startsWith("limits[1]: clock"))
                .anySatisfy(one -> assertThat(one).startsWith("limits[2]: minutes"))
                .anySatisfy(one -> assertThat(one).startsWith("limits must end"))
                .anySatisfy(one -> assertThat(one).startsWith("holdMinutes"))
                .anySatisfy(one -> assertThat(one).startsWith("signing"))
                .anySatisfy(one -> assertThat(one).startsWith("other")));
        assertThatThrownBy(() -> ReadingRulesReader.read("[")).isInstanceOf(ReadingRulesException.class);
        assertThat(STANDARD.hold()).isEqualTo(Duration.ofMinutes(20));
    }
}
