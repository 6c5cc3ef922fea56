/**
 * Who belongs to the consortium: units, the DICOM nodes they own, and the agreements that let one unit read another's studies.
 *
 * <p>{@link org.lianzhen.gateway.member.Members} is one version of all of it, {@link org.lianzhen.gateway.member.MemberDirectory}
 * the version in force. A version is one document; {@link org.lianzhen.gateway.member.MemberStore} keeps every one with its
 * author.
 */
@NullMarked
package org.lianzhen.gateway.member;

import org.jspecify.annotations.NullMarked;
