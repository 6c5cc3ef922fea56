package org.lianzhen.gateway.archive;

import org.jspecify.annotations.Nullable;

/**
 * What is told of one object by itself. Numbers are null when absent or no numbers.
 *
 * @param sopInstanceUid (0008,0018)
 * @param sopClassUid (0008,0016)
 * @param transferSyntaxUid of the bytes that are kept
 * @param instanceNumber (0020,0013)
 * @param rows (0028,0010)
 * @param columns (0028,0011)
 * @param bitsAllocated (0028,0100)
 * @param numberOfFrames (0028,0008)
 */
public record ImageEntry(String sopInstanceUid, String sopClassUid, String transferSyntaxUid,
        @Nullable Integer instanceNumber, @Nullable Integer rows, @Nullable Integer columns,
        @Nullable Integer bitsAllocated, @Nullable Integer numberOfFrames) {}
