package org.lianzhen.dicom.dimse;

/**
 * A request that lacks something it must have, yet says enough about itself to be answered. The association can go on:
 * its data set, if one follows, is dropped and the response is sent.
 *
 * @param response what to answer; its error comment names the field
 */
public record RefusedRequest(DimseResponse response, boolean hasDataSet) implements DecodedCommand {}
