package org.lianzhen.dicom.image;

import java.util.List;

/**
 * One scan of a JPEG stream (ISO/IEC 10918-1 annexes A.2 and B.2.3).
 *
 * @param components that it holds
 * @param restartUnits units between restart markers, 0 without
 */
record JpegScan(JpegHeader header, List<JpegComponent> components, int restartUnits) {

    private static final int FIRST_RESTART = 0xD0;
    private static final int RESTARTS = 8;

    JpegScan {
        components = List.copyOf(components);
    }

    /** Decodes all units of the scan; {@code segments} stands behind its header. */
    void decode(JpegSegments segments, JpegUnits units) {
        boolean alone = components.size() == 1;
        JpegComponent only = components.getFirst();
        int across = alone ? own(header.columns(), only.horizontal, header.mostHorizontal()) : header.unitsAcross();
        int down = alone ? own(header.rows(), only.vertical, header.mostVertical()) : header.unitsDown();
        units.restart();
        var bits = new JpegBits(segments.data(), segments.skip());
        for (int unit = 0; unit < across * down; unit++) {
            if (restartUnits > 0 && unit > 0 && unit % restartUnits == 0) {
                segments.resume(bits.position());
                if (segments.next() != FIRST_RESTART + (unit / restartUnits - 1) % RESTARTS) {
                    throw ImageException.malformed("JPEG without the restart marker that is due");
                }
                units.restart();
                bits = new JpegBits(segments.data(), segments.skip());
            }
            if (alone) {
                units.unit(bits, only, unit % across, unit / across);
            } else {
                interleaved(bits, units, unit % across, unit / across);
            }
        }
        segments.resume(bits.position());
    }

    /** Units of a component that has a scan of its own: only those that hold samples of the image. */
    private int own(int size, int factor, int most) {
        return Math.ceilDiv(Math.ceilDiv(size * factor, most), header.side());
    }

    private void interleaved(JpegBits bits, JpegUnits units, int across, int down) {
        for (JpegComponent component : components) {
            for (int v = 0; v < component.vertical; v++) {
                for (int h = 0; h < component.horizontal; h++) {
                    units.unit(bits, component, across * component.horizontal + h, down * component.vertical + v);
                }
            }
        }
    }
}
