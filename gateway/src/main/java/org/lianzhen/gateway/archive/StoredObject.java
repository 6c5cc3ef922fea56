package org.lianzhen.gateway.archive;

import java.util.Optional;

/**
 * A durable object.
 *
 * @param key where the store keeps it: relative, with forward slashes, unique for ever
 * @param length bytes in all, head included
 * @param sha256 lower-case hexadecimal digest of the bytes after the head, when the store takes digests
 */
public record StoredObject(String key, long length, Optional<String> sha256) {}
