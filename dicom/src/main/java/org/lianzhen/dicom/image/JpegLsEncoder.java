package org.lianzhen.dicom.image;

import java.util.List;
import java.util.stream.IntStream;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Encodes JPEG-LS (ISO/IEC 14495-1) with default parameters. Signed samples are written as their bits in two's
 * complement, as DICOM wants (PS3.5 section 8.2.3).
 */
public final class JpegLsEncoder {

    private static final int MOST_BITS = 16;
    private static final int MOST_LINES = 0xFFFF;
    private static final int MOST_COMPONENTS = 4;

    private final Frame frame;
    private final Interleave interleave;
    private final int near;
    private final List<JpegLsSource> sources;
    private final JpegLsBitWriter out;

    private JpegLsEncoder(Frame frame, Interleave interleave, int near) {
        this.frame = frame;
        this.interleave = frame.samples() == 1 ? Interleave.NONE : interleave;
        this.near = near;
        this.sources = IntStream.range(0, frame.samples()).mapToObj(i -> new JpegLsSource(frame, i)).toList();
        this.out = new JpegLsBitWriter(frame.shape().sampleCount() / 2 + 256);
    }

    /**
     * Encodes a frame without loss.
     *
     * @param interleave how the components of a pixel take turns; of no account for one sample per pixel
     * @throws ImageException when the frame has more than 16 bits, 65,535 rows or columns, or 4 samples per pixel
     */
    public static Bytes encode(Frame frame, Interleave interleave) {
        return encode(frame, interleave, 0);
    }

    /** Encodes a frame so that no sample is off by more than {@code near}. */
    static Bytes encode(Frame frame, Interleave interleave, int near) {
        if (frame.shape().bits() > MOST_BITS || frame.rows() > MOST_LINES || frame.columns() > MOST_LINES
                || frame.samples() > MOST_COMPONENTS) {
            throw ImageException.unsupported("JPEG-LS holds no " + frame);
        }
        return new JpegLsEncoder(frame, interleave, near).encode();
    }

    private Bytes encode() {
        out.u16(0xFFD8);
        header();
        switch (interleave) {
            case NONE -> sources.forEach(source -> lines(List.of(source)));
            case LINE -> lines(sources);
            case SAMPLE -> pixels();
        }
        out.u16(0xFFD9);
        return out.written();
    }

    private int precision() {
        return Math.max(2, frame.shape().bits());
    }

    private void header() {
        out.u16(0xFFF7);
        out.u16(8 + 3 * sources.size());
        out.u8(precision());
        out.u16(frame.rows());
        out.u16(frame.columns());
        out.u8(sources.size());
        for (int component = 1; component <= sources.size(); component++) {
            out.u8(component);
            out.u16(0x1100);
        }
    }

    private void lines(List<JpegLsSource> scanned) {
        JpegLsModel model = beginScan(scanned);
        List<JpegLsLineEncoder> encoders = scanned.stream()
                .map(source -> new JpegLsLineEncoder(model, out, frame.columns())).toList();
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < encoders.size(); i++) {
                encoders.get(i).encode(scanned.get(i), row);
            }
        }
        out.endScan();
    }

    private void pixels() {
        var encoder = new JpegLsPixelEncoder(beginScan(sources), out, frame.columns(), sources.size());
        for (int row = 0; row < frame.rows(); row++) {
            encoder.encode(sources, row);
        }
        out.endScan();
    }

    private JpegLsModel beginScan(List<JpegLsSource> scanned) {
        out.u16(0xFFDA);
        out.u16(6 + 2 * scanned.size());
        out.u8(scanned.size());
        for (JpegLsSource source : scanned) {
            out.u8(sources.indexOf(source) + 1);
            out.u8(0);
        }
        out.u8(near);
        out.u8(interleave.code());
        out.u8(0);
        return new JpegLsModel(JpegLsCoding.standard((1 << precision()) - 1, near));
    }
}
