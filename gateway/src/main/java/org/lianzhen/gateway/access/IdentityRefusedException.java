package org.lianzhen.gateway.access;

/** What a provider of identities brought is not to be believed. Scope: one log-in. */
public final class IdentityRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public IdentityRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
