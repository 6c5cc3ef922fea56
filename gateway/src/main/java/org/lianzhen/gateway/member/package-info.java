/**
 * Who belongs to the consortia: units and their standing, the DICOM nodes they own and what these may ask of us, shared centres,
 * the agreements that let one unit read another's studies, and the AE titles that we answer to.
 *
 * <p>{@link org.lianzhen.gateway.member.Members} is one version of all of it, {@link org.lianzhen.gateway.member.MemberDirectory}
 * the version in force and the way to change it. A version is one document, YAML or JSON, of the sections of
 * {@link org.lianzhen.gateway.member.Section}; {@link org.lianzhen.gateway.member.MemberStore} keeps every one with its author.
 */
@NullMarked
package org.lianzhen.gateway.member;

import org.jspecify.annotations.NullMarked;
