package org.lianzhen.dicom.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.lianzhen.dicom.vr.Bytes;

/** An image for a screen: 8 bits of grey, or of red, green and blue, for each pixel. */
public final class Picture {

    private static final String JDK = "com.sun.imageio.";

    private final int rows;
    private final int columns;
    private final int samples;
    private final byte[] data;

    /** Takes ownership of the array: pixels from the top left, 1 or 3 bytes each. */
    Picture(int rows, int columns, int samples, byte[] data) {
        this.rows = rows;
        this.columns = columns;
        this.samples = samples;
        this.data = data;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** 1 for grey, 3 for colour. */
    public int samples() {
        return samples;
    }

    /** The pixels from the top left, 1 or 3 bytes each; shares the memory of the picture. */
    public Bytes data() {
        return Bytes.wrap(data);
    }

    /** One sample of a pixel, 0 to 255. */
    public int sample(int row, int column, int sample) {
        return data[(row * columns + column) * samples + sample] & 0xFF;
    }

    /**
     * The same picture, no wider or higher than given; each pixel is the mean of those it stands for. A picture that fits
     * stays as it is.
     *
     * @param maxEdge at least 1
     */
    public Picture reduced(int maxEdge) {
        if (maxEdge < 1) {
            throw new IllegalArgumentException("an edge of " + maxEdge);
        }
        int longest = Math.max(rows, columns);
        return longest <= maxEdge ? this : new Reduction(this, Math.max(1, (int) ((long) rows * maxEdge / longest)),
                Math.max(1, (int) ((long) columns * maxEdge / longest))).picture();
    }

    /**
     * As JPEG.
     *
     * @param quality from 0 to 1
     */
    public Bytes jpeg(float quality) {
        ImageWriter writer = writer("jpeg");
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        return written(writer, parameters);
    }

    /** As PNG, without loss. */
    public Bytes png() {
        ImageWriter writer = writer("png");
        return written(writer, writer.getDefaultWriteParam());
    }

    /** The JDK's own writer, whatever other plug-ins are about. */
    private static ImageWriter writer(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith(JDK)) {
                return writer;
            }
        }
        throw new IllegalStateException("this Java has no writer of " + format);
    }

    private Bytes written(ImageWriter writer, ImageWriteParam parameters) {
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(buffered(), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return Bytes.wrap(out.toByteArray());
    }

    private BufferedImage buffered() {
        var image = new BufferedImage(columns, rows,
                samples == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            // the three bytes stand in the other order there
            target[samples == 1 ? i : i + 2 - 2 * (i % 3)] = data[i];
        }
        return image;
    }
}
