package org.lianzhen.gateway.version;

import java.time.Instant;

/**
 * A document as somebody wrote it.
 *
 * @param number from 1 on; 0 is what comes with the gateway
 * @param author account that wrote it
 * @param document YAML or JSON
 */
public record DocumentVersion(int number, String author, Instant madeAt, String document) {}
