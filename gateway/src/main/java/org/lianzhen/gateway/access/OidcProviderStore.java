package org.lianzhen.gateway.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps the provider of identities and all that there were before. Fails with {@link AccessUnavailableException}. */
public interface OidcProviderStore {
    /** The one in force, its secret sealed. */
    CompletionStage<Optional<OidcProvider>> inForce();

    /** @param provider with its secret sealed; null for none */
    CompletionStage<Void> replace(@Nullable OidcProvider provider, AuditEvent event);
}
