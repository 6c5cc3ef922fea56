package org.lianzhen.gateway.member;

import java.time.Instant;

/**
 * A version of the members as it is kept.
 *
 * @param number from 1 on; 0 is the time before there was one
 * @param author who made it
 * @param document that {@link MembersReader} reads
 */
public record MemberVersion(int number, String author, Instant madeAt, String document) {
    /** Before anybody has said anything. */
    static final MemberVersion NONE = new MemberVersion(0, "", Instant.EPOCH, "");
}
