package org.lianzhen.gateway.reading.queue;

import java.time.Instant;

/**
 * A document of reading rules, as somebody wrote it.
 *
 * @param number from 1 on; 0 is what comes with the gateway
 * @param author account that wrote it
 * @param document YAML or JSON
 */
public record ReadingRulesVersion(int number, String author, Instant madeAt, String document) {}
