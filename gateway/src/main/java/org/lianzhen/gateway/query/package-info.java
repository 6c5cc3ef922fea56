/**
 * What peers ask of the archive over DICOM: queries, retrievals and storage commitment, each limited to the studies that the
 * caller's unit may see. Results of storage commitments are kept until their requesters have heard them.
 */
@NullMarked
package org.lianzhen.gateway.query;

import org.jspecify.annotations.NullMarked;
