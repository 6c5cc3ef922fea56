package org.lianzhen.dicom.image;

/** Decodes the data units of a JPEG scan one by one. */
interface JpegUnits {

    /** Forgets what went before, at the beginning of a scan and after a restart marker. */
    void restart();

    /**
     * Decodes a unit of a component.
     *
     * @param across its place among the units of a line
     * @param down its line of units
     */
    void unit(JpegBits bits, JpegComponent component, int across, int down);
}
