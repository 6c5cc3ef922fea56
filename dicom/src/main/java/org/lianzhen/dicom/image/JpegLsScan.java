package org.lianzhen.dicom.image;

import java.util.ArrayList;
import java.util.List;

/**
 * One scan of a JPEG-LS stream (ISO/IEC 14495-1 annex C.2.3): its components and how their samples take turns.
 *
 * @param components their places among all
 * @param interleave how several components alternate; of no account for one
 * @param coding parameters in force
 * @param restartLines lines between restart markers, 0 without
 */
record JpegLsScan(List<Integer> components, Interleave interleave, JpegLsCoding coding, int restartLines) {

    private static final int FIRST_RESTART = 0xD0;
    private static final int RESTARTS = 8;

    JpegLsScan {
        components = List.copyOf(components);
    }

    /**
     * Decodes all samples of the scan.
     *
     * @param samples of all components, to be filled
     */
    void decode(JpegSegments segments, JpegLsHeader header, short[] samples) {
        var model = new JpegLsModel(coding);
        int lines = restartLines == 0 ? header.rows() : restartLines;
        int restart = 0;
        for (int row = 0; row < header.rows(); row += lines) {
            if (row > 0) {
                if (segments.next() != FIRST_RESTART + restart % RESTARTS) {
                    throw ImageException.malformed("JPEG-LS without the restart marker that is due");
                }
                restart++;
                model.start();
            }
            var bits = new JpegLsBits(segments.data(), segments.skip());
            List<JpegLsScanLine> decoders = decoders(model, bits, header, samples);
            for (int line = row; line < Math.min(header.rows(), row + lines); line++) {
                for (JpegLsScanLine decoder : decoders) {
                    decoder.decode(line);
                }
            }
            segments.resume(bits.position());
        }
    }

    private List<JpegLsScanLine> decoders(JpegLsModel model, JpegLsBits bits, JpegLsHeader header, short[] samples) {
        List<JpegLsTarget> targets = components.stream()
                .map(component -> new JpegLsTarget(samples, header, component)).toList();
        if (interleave == Interleave.SAMPLE && targets.size() > 1) {
            return List.of(new JpegLsPixelDecoder(model, bits, header.columns(), targets));
        }
        List<JpegLsScanLine> decoders = new ArrayList<>(targets.size());
        for (JpegLsTarget target : targets) {
            decoders.add(new JpegLsLineDecoder(model, bits, header.columns(), target));
        }
        return decoders;
    }
}
