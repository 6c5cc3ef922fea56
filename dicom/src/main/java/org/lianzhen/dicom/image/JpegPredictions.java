package org.lianzhen.dicom.image;

/** Samples of lossless JPEG, each told as the difference from its neighbours (ISO/IEC 10918-1 annex H). */
final class JpegPredictions implements JpegUnits {

    private static final int HALF_RANGE = 16;

    private final JpegTables tables;
    private final int predictor;
    private final int first;
    private final int pointTransform;
    /** The line in which the scan or the restart interval began. */
    private int firstLine = -1;
    private boolean started;

    JpegPredictions(JpegHeader header, JpegTables tables, int predictor, int pointTransform) {
        if (predictor < 1 || predictor > 7 || pointTransform >= header.bits()) {
            throw ImageException.malformed("lossless JPEG with predictor " + predictor + " and point transform "
                    + pointTransform);
        }
        this.tables = tables;
        this.predictor = predictor;
        this.first = 1 << (header.bits() - pointTransform - 1);
        this.pointTransform = pointTransform;
    }

    @Override
    public void restart() {
        started = false;
    }

    @Override
    public void unit(JpegBits bits, JpegComponent component, int across, int down) {
        if (!started) {
            firstLine = down;
            started = true;
        }
        int size = bits.symbol(tables.dc(component.dcTable));
        if (size > HALF_RANGE) {
            throw ImageException.malformed("JPEG difference of " + size + " bits");
        }
        int difference = size == HALF_RANGE ? 1 << (HALF_RANGE - 1) : bits.signed(size);
        int at = down * component.stride + across;
        int value = prediction(component, at, across, down) + difference;
        component.samples[at] = (short) (value << pointTransform);
    }

    private int prediction(JpegComponent component, int at, int across, int down) {
        if (down == firstLine) {
            return across == 0 ? first : sample(component, at - 1);
        }
        int above = sample(component, at - component.stride);
        if (across == 0) {
            return above;
        }
        int left = sample(component, at - 1);
        int corner = sample(component, at - component.stride - 1);
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private int sample(JpegComponent component, int at) {
        return (component.samples[at] & 0xFFFF) >> pointTransform;
    }
}
