package org.lianzhen.gateway.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.recognition.TestDocuments;

class DocumentBookTest {
    private static final AuditEvent EVENT = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.CONFIG_CHANGE,
            "d");

    private final TestDocuments store = new TestDocuments();
    private final DocumentBook<Integer> book = book();

    private DocumentBook<Integer> book() {
        return new DocumentBook<>(store, DocumentBookTest::number, "1");
    }

    private static Integer number(String document) throws DocumentException {
        try {
            return Integer.valueOf(document);
        } catch (NumberFormatException e) {
            throw new DocumentException(List.of("no number: " + document));
        }
    }

    private Optional<DocumentVersion> replace(int base, String document) {
        return book.replace(base, "author", document, EVENT).toCompletableFuture().join();
    }

    @Test
    void whatComesWithTheGatewayIsInForceUntilSomebodyWrites() {
        assertThat(book.inForce().content()).isEqualTo(1);
        assertThat(book.inForce().version().number()).isZero();
        book.load().toCompletableFuture().join();
        assertThat(book.inForce().content()).isEqualTo(1);

        assertThat(replace(0, "2")).map(DocumentVersion::author).contains("author");
        assertThat(book.inForce().content()).isEqualTo(2);
        assertThat(store.events).containsExactly(EVENT);
    }

    @Test
    void whoeverChangesAnOldVersionIsToldSoAndNothingIsKept() {
        assertThat(replace(0, "2")).isPresent();
        assertThat(replace(0, "3")).isEmpty();
        assertThat(book.inForce().content()).isEqualTo(2);
        assertThat(book.versions(10).toCompletableFuture().join()).hasSize(1);
    }

    @Test
    void aDocumentThatCannotBeReadIsNotKept() {
        assertThatThrownBy(() -> replace(0, "x")).isInstanceOf(CompletionException.class)
                .cause().isInstanceOfSatisfying(DocumentException.class,
                        fault -> assertThat(fault.problems()).containsExactly("no number: x"));
        assertThat(book.versions(10).toCompletableFuture().join()).isEmpty();
        assertThatThrownBy(() -> book.rehearse("x").toCompletableFuture().join())
                .hasCauseInstanceOf(DocumentException.class);
        assertThat(book.rehearse("7").toCompletableFuture().join()).isEqualTo(7);
        assertThat(book.inForce().content()).isEqualTo(1);
    }

    @Test
    void whatAnotherNodeHasWrittenIsLoaded() {
        DocumentBook<Integer> other = book();
        assertThat(replace(0, "2")).isPresent();
        assertThat(replace(1, "3")).isPresent();
        assertThat(other.inForce().content()).isEqualTo(1);
        other.load().toCompletableFuture().join();
        assertThat(other.inForce().content()).isEqualTo(3);
        assertThat(other.inForce().version().number()).isEqualTo(2);
    }
}
