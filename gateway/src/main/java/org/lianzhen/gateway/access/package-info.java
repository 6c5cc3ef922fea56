/**
 * Who may do what: accounts and their roles, log-in sessions, and the one place where rights are decided.
 *
 * <p>{@link org.lianzhen.gateway.access.Policy} decides, {@link org.lianzhen.gateway.access.Caller} is whom it decides about.
 */
@NullMarked
package org.lianzhen.gateway.access;

import org.jspecify.annotations.NullMarked;
