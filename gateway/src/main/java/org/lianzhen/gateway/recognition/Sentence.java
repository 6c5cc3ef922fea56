package org.lianzhen.gateway.recognition;

/** What a doctor reads, in both languages. It names no patient. */
public record Sentence(String zh, String en) {}
