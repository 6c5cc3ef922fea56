package org.lianzhen.dicom.image;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import jj2000.j2k.NotImplementedError;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Decodes JPEG 2000 (ISO/IEC 15444-1) through jai-imageio, whose colour transform is undone already. Slow. */
final class Jpeg2000Decoder {

    /** Asked by its name: what else is on the class path does not matter. */
    private static final J2KImageReaderSpi READERS = new J2KImageReaderSpi();

    private Jpeg2000Decoder() {}

    @SuppressWarnings("removal") // ThreadDeath is what the library's own handler throws for a stream that ends early
    static Frame decode(Bytes stream, ImageLimits limits) {
        Jpeg2000Header header = Jpeg2000Header.read(stream, limits);
        try {
            return frame(raster(stream), header);
        } catch (ImageException e) {
            throw e;
        } catch (IOException | RuntimeException | NotImplementedError | ThreadDeath e) {
            // the library lets whatever a broken stream leads to go through, such as an index out of bounds
            throw new ImageException(Reason.MALFORMED, "a JPEG 2000 stream that cannot be decoded", e);
        }
    }

    private static Raster raster(Bytes stream) throws IOException {
        ImageReader reader = READERS.createReaderInstance(null);
        try (ImageInputStream input = new EndedStream(stream)) {
            reader.setInput(input, true, true);
            return reader.read(0).getRaster();
        } finally {
            reader.dispose();
        }
    }

    private static Frame frame(Raster raster, Jpeg2000Header header) {
        int bands = header.components();
        int columns = header.columns();
        if (raster.getWidth() != columns || raster.getHeight() != header.rows() || raster.getNumBands() < bands) {
            throw ImageException.malformed("a JPEG 2000 image of another size than its header says");
        }
        short[] samples = new short[header.rows() * columns * bands];
        int[] line = new int[columns];
        for (int row = 0; row < header.rows(); row++) {
            for (int band = 0; band < bands; band++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + row, columns, 1, band, line);
                for (int column = 0; column < columns; column++) {
                    samples[(row * columns + column) * bands + band] = (short) line[column];
                }
            }
        }
        return new Frame(new FrameShape(header.rows(), columns, bands, header.bits(), false), samples);
    }
}
