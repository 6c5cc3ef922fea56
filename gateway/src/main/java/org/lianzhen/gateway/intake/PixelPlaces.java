package org.lianzhen.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes where pixels lie. */
final class PixelPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(PixelPlaces.class);
    private static final int[] PIXELS = { Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData };

    private PixelPlaces() {}

    /** The pixels of a data set that was read as one. */
    static PixelPlace within(DataSet whole) {
        return within(whole, whole);
    }

    /** @param rest what follows {@code header}, with every value kept by reference */
    static PixelPlace within(DataSet header, DataSet rest) {
        for (int tag : PIXELS) {
            PixelPlace place = place(header, rest.element(tag));
            if (place != null) {
                return place;
            }
        }
        return PixelPlace.NONE;
    }

    private static @Nullable PixelPlace place(DataSet header, @Nullable Element pixels) {
        return switch (pixels) {
            case BulkValue(int _, var _, BulkData data) -> new PixelPlace(data.offset(), data.length(), List.of());
            case Fragments fragments -> encapsulated(header, fragments);
            case null, default -> null;
        };
    }

    private static @Nullable PixelPlace encapsulated(DataSet header, Fragments fragments) {
        for (Fragment fragment : fragments.fragments()) {
            if (fragment instanceof Fragment.Referenced(BulkData first, var _)) {
                return new PixelPlace(first.offset(), 0, frames(header, fragments));
            }
        }
        return null;
    }

    private static List<FramePlace> frames(DataSet header, Fragments fragments) {
        List<FramePlace> frames = new ArrayList<>();
        for (List<Fragment> frame : table(header, fragments)) {
            List<Span> spans = new ArrayList<>();
            for (Fragment fragment : frame) {
                // only those without any bytes are held
                if (fragment instanceof Fragment.Referenced(BulkData data, var _)) {
                    spans.add(new Span(data.offset(), data.length()));
                }
            }
            frames.add(new FramePlace(spans));
        }
        return frames;
    }

    private static List<List<Fragment>> table(DataSet header, Fragments fragments) {
        try {
            return FrameTable.of(header, fragments).frames();
        } catch (InvalidValueException e) {
            LOG.debug("Frames cannot be told apart: Number of Frames is no number", e);
            return List.of();
        }
    }
}
