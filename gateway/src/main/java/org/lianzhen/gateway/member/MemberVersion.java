package org.lianzhen.gateway.member;

/**
 * A version of the members as it is kept.
 *
 * @param number from 1 on
 * @param author who made it
 * @param document that {@link MembersReader} reads
 */
public record MemberVersion(int number, String author, String document) {}
