/**
 * Mutual recognition of examination results: whether what was found elsewhere need not be done again, who was told so when it was
 * ordered, what they decided, and the figures of it.
 *
 * <p>{@link org.lianzhen.gateway.recognition.RecognitionEngine} judges and keeps nothing. What it judges by is data that the core
 * hospital edits: the {@link org.lianzhen.gateway.recognition.Catalogue}, and the certificates of quality that marks come from. The
 * physician who receives the patient decides; nothing here cancels an order.
 */
@NullMarked
package org.lianzhen.gateway.recognition;

import org.jspecify.annotations.NullMarked;
