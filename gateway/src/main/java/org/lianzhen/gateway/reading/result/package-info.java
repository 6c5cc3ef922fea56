/**
 * Reports on their way back to the programs of the units that made the studies, such as their hospital information systems.
 *
 * <p>{@link org.lianzhen.gateway.reading.result.ResultMessages} keeps what is to be sent, a row for each version and each receiver,
 * and {@link org.lianzhen.gateway.reading.result.ResultSending} sends it over a {@link
 * org.lianzhen.gateway.reading.result.ResultChannel} until the receiver says that it has it, or a person must look.
 */
@NullMarked
package org.lianzhen.gateway.reading.result;

import org.jspecify.annotations.NullMarked;
