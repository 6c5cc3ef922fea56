package org.lianzhen.gateway.link;

/** What is looked at, in this order. */
public enum LinkStep {
    /** The host name has an address. */
    LOOKUP,
    /** A TCP connection can be made. */
    CONNECTION,
    /** The handshake of TLS, and whether we trust who is there. */
    TLS,
    /** Whether a web service takes our credentials, and searches. */
    CREDENTIALS,
    /** A-ASSOCIATE. */
    ASSOCIATION,
    /** Which kinds of images it takes, in which transfer syntaxes. */
    CONTEXTS,
    /** C-ECHO, several times. */
    ECHO,
    /** C-STORE, or STOW-RS, of a test image. */
    STORE,
    /** QIDO-RS for that image. */
    QUERY,
    /** Storage Commitment of that image. */
    COMMITMENT,
    /** C-STORE of more test images, measured. */
    THROUGHPUT,
    /** What stays of the test. */
    CLEAN_UP
}
