package org.lianzhen.gateway.route;

/**
 * Where things are sent.
 *
 * @param code short and unique
 * @param unit code of the unit that it belongs to
 * @param aeTitle of the DICOM node that takes them
 * @param associations open to it at once, at most; of two or more one is kept for emergencies
 */
public record Destination(String code, String unit, String aeTitle, int associations) {}
