package org.lianzhen.gateway.reading.outgoing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.FunctionalGroup;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.ModalityValues;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.reading.report.Measurement;

/** An image that somebody measured on, as it is kept. Reads from its file, and decodes: on a thread that may do so. */
final class MeasuredImage {
    private static final int MEBI = 1 << 20;
    /** Longer values stay in the file. */
    private static final ParseLimits LIMITS = new ParseLimits(64, 500_000, 64 * MEBI, 64 * MEBI, 256L * MEBI);
    /** Values of larger frames are not told. */
    private static final long MOST_SAMPLES = 64L * MEBI;

    private final String series;
    private final DataSet image;
    private final TransferSyntax syntax;
    private final PixelDescription pixels;

    private MeasuredImage(String series, DataSet image, TransferSyntax syntax) {
        this.series = series;
        this.image = image;
        this.syntax = syntax;
        this.pixels = PixelDescription.of(image);
    }

    /**
     * Reads one.
     *
     * @param series UID of the one that it is kept in
     * @return empty when it is no image
     */
    static Optional<MeasuredImage> read(String series, Path file) {
        try {
            Part10File top = Part10Reader.read(file, ParseOptions.HEADER.withLimits(LIMITS).stoppingAt(0));
            long threshold = top.transferSyntax().deflated() ? ParseOptions.KEEP_ALL : MEBI;
            Part10File read = Part10Reader.read(file,
                    ParseOptions.WHOLE.withLimits(LIMITS).withBulk(threshold, "", 0));
            return Optional.of(new MeasuredImage(series, read.dataSet(), read.transferSyntax()));
        } catch (DataSetException | ImageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(int frame) {
        return frame <= pixels.numberOfFrames();
    }

    Referenced reference(int frame) {
        return new Referenced(series, string(image, Tag.SOPClassUID), string(image, Tag.SOPInstanceUID),
                pixels.numberOfFrames() > 1 ? frame : 0, true);
    }

    String modality() {
        return string(image, Tag.Modality);
    }

    /** Of the values, as the viewer has it. */
    Code unit(int frame) {
        DataSet transformation = FunctionalGroup.of(image, frame - 1, Tag.PixelValueTransformationSequence);
        String type = string(transformation, Tag.RescaleType);
        boolean hounsfield = (type.isEmpty() || type.equals("US")) && modality().equals("CT")
                && transformation.contains(Tag.RescaleSlope);
        return MeasureCodes.unit(hounsfield ? "HU" : type);
    }

    private static String string(DataSet holder, int tag) {
        String value = holder.string(tag);
        return value == null ? "" : value;
    }

    Spacing spacing(int frame, List<Measurement.Point> points) {
        return Spacing.of(image, frame - 1, points);
    }

    /** What the pixels of a frame mean; empty when they have colours or cannot be decoded. */
    Optional<ModalityValues> values(int frame) {
        if ((long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel() > MOST_SAMPLES) {
            return Optional.empty();
        }
        try {
            Frames frames = Frames.of(image, syntax, Part10Reader.files());
            return Optional.of(ModalityValues.of(image, frame - 1, frames.decoded(frame - 1)));
        } catch (ImageException | InvalidValueException | IndexOutOfBoundsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
