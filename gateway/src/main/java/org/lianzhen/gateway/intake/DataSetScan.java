package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Quirk;
import org.lianzhen.gateway.archive.PixelPlace;

/**
 * Reads along while an instance arrives, holding little of it: what the index needs from before the pixels, the places of the
 * pixels, and whether the data set is whole. The pixels are read by a second parser that holds next to nothing, so that every
 * fragment's place is known.
 */
final class DataSetScan implements AutoCloseable {
    /** Longest value the index may want: a person name in three groups of 64 characters of up to four bytes. */
    private static final int LONGEST_HELD = 1024;
    /** A table of offsets has four bytes for each frame, and is held to tell the frames apart. */
    private static final int LONGEST_TABLE = 16 << 20;
    static final ParseLimits LIMITS = new ParseLimits(64, 2_000_000, LONGEST_TABLE, LONGEST_TABLE, 8L << 30);

    private final TransferSyntax syntax;
    private final DataSetParser header;
    private @Nullable DataSetParser pixels;

    DataSetScan(TransferSyntax syntax) {
        this.syntax = syntax;
        ParseOptions options = ParseOptions.WHOLE.withLimits(LIMITS).withBulk(LONGEST_HELD, "", 0);
        this.header = new DataSetParser(syntax, syntax.deflated() ? options : options.stoppingAt(Tag.FloatPixelData));
    }

    /**
     * Reads {@code bytes} without moving their reader index or keeping them.
     *
     * @throws DataSetException when they are no data set
     */
    void feed(ByteBuf bytes) {
        ByteBuf view = bytes.duplicate();
        DataSetParser rest = pixels;
        if (rest == null && header.feed(view) == DataSetParser.State.STOPPED) {
            rest = new DataSetParser(syntax,
                    ParseOptions.WHOLE.withLimits(LIMITS).withBulk(0, "", header.position()));
            pixels = rest;
            rest.feed(Unpooled.wrappedBuffer(header.unread().asByteBuffer()));
        }
        if (rest != null) {
            rest.feed(view);
        }
    }

    /**
     * Says that the data set has ended.
     *
     * @throws DataSetException when it ended in the middle
     */
    void end() {
        DataSetParser rest = pixels;
        DataSetParser last = rest == null ? header : rest;
        last.end();
        for (Quirk quirk : last.quirks()) {
            if (quirk.kind() == Quirk.Kind.MISSING_DELIMITER && quirk.offset() == last.position()) {
                throw brokenOff(quirk);
            }
        }
    }

    /** Readers of files put up with a delimiter that is missing at the end. Here it may be fragments that are missing. */
    private static DataSetException brokenOff(Quirk quirk) {
        return new DataSetException(DataSetException.Reason.TRUNCATED, "the data end before a delimiter",
                quirk.where(), quirk.offset());
    }

    /** After the end: what stands before the pixels; of a deflated data set everything. */
    DataSet header() {
        return header.result();
    }

    /** After the end: where the pixels are. */
    PixelPlace pixels() {
        DataSetParser rest = pixels;
        return rest == null ? PixelPlaces.within(header.result()) : PixelPlaces.within(header.result(), rest.result());
    }

    @Override
    public void close() {
        header.close();
        if (pixels != null) {
            pixels.close();
        }
    }
}
