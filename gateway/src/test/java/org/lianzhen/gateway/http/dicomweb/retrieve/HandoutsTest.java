package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class HandoutsTest {
    private final List<AuditEvent> audited = new ArrayList<>();
    private CompletionStage<Void> outcome = CompletableFuture.completedStage(null);
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    private final Handouts handouts = new Handouts(event -> {
        audited.add(event);
        return outcome;
    }, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static Caller caller(String account, String source) {
        return new Caller(account, "TS1", Set.of(Role.RADIOLOGIST), source);
    }

    private boolean view(String account, String source, String study) {
        return !handouts.view(caller(account, source), Scope.series(study, "1.2")).toCompletableFuture()
                .isCompletedExceptionally();
    }

    @Test
    void hundredsOfImagesAreOneView() {
        for (int i = 0; i < 500; i++) {
            assertThat(view("wang", "10.0.0.1", "1.1")).isTrue();
        }
        assertThat(audited).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_VIEW);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
            assertThat(event.object()).isEqualTo("1.1");
            assertThat(event.actor().name()).isEqualTo("wang");
            assertThat(event.actor().role()).isEqualTo("RADIOLOGIST");
        });
    }

    @Test
    void everyPersonStudyAndPlaceIsAViewOfItsOwn() {
        view("wang", "10.0.0.1", "1.1");
        view("li", "10.0.0.1", "1.1");
        view("wang", "10.0.0.2", "1.1");
        view("wang", "10.0.0.1", "1.2");
        assertThat(audited).hasSize(4);
    }

    @Test
    void whoComesBackLaterViewsAgain() {
        view("wang", "10.0.0.1", "1.1");
        now = now.plus(Duration.ofMinutes(9));
        view("wang", "10.0.0.1", "1.1");
        assertThat(audited).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        view("wang", "10.0.0.1", "1.1");
        assertThat(audited).hasSize(2);
    }

    @Test
    void whatCouldNotBePutOnRecordIsTriedAgain() {
        outcome = CompletableFuture.failedStage(new IOException("full"));
        assertThat(view("wang", "10.0.0.1", "1.1")).isFalse();
        outcome = CompletableFuture.completedStage(null);
        assertThat(view("wang", "10.0.0.1", "1.1")).isTrue();
        assertThat(audited).hasSize(2);
    }

    @Test
    void everyExportIsToldByItself() {
        for (int i = 0; i < 3; i++) {
            handouts.export(caller("wang", "10.0.0.1"), Scope.study("1.1"), Map.of("instances", "7"));
        }
        assertThat(audited).hasSize(3).allSatisfy(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_EXPORT);
            assertThat(event.details()).containsEntry("instances", "7");
        });
    }

    @Test
    void remembersNoMoreThanItCanHold() {
        for (int i = 0; i < 10_050; i++) {
            view("wang", "10.0.0.1", "1." + i);
        }
        audited.clear();
        view("wang", "10.0.0.1", "1.1");
        assertThat(audited).as("still known").isEmpty();
        view("wang", "10.0.0.1", "1.10049");
        assertThat(audited).as("told twice rather than not at all").hasSize(1);
        now = now.plus(Duration.ofHours(1));
        view("wang", "10.0.0.1", "2.1");
        view("wang", "10.0.0.1", "2.1");
        assertThat(audited).as("old ones make room").hasSize(2);
    }
}
