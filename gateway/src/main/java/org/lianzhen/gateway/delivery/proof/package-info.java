/**
 * Proof that a destination has all of a study that was brought there. When a study is stable and nothing of it is open, the
 * destination is asked: for storage commitment (PS3.4 annex J), and for what that does not answer, by query. What is missing is
 * sent again by itself a few times. Questions are durable, and whoever asks has a lease with an epoch, as those who send have.
 */
@NullMarked
package org.lianzhen.gateway.delivery.proof;

import org.jspecify.annotations.NullMarked;
