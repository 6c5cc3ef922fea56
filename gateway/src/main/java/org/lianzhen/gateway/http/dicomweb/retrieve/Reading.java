package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Share;

/**
 * Reads data sets within the memory that there is for all of them together. How much one takes is not known before: it gets a little,
 * and more when that does not do, up to all that there is. Whoever holds a data set may wait for memory to decode in, but never for
 * another data set, so that nobody waits for somebody who waits for him.
 */
final class Reading {
    private static final int MEBI = 1 << 20;
    /** Most headers need less than the first; the last one is what {@link ParseLimits#DEFAULT} may come to. */
    private static final int[] MEBIBYTES = { 2, 16, 128, 768 };
    /** What an element takes besides its value. */
    private static final int PER_ELEMENT = 160;

    private final ImageWork memory;

    /** @param memory of its own, in which nobody decodes */
    Reading(ImageWork memory) {
        this.memory = memory;
    }

    /** Reads something within limits, from its beginning each time. */
    @FunctionalInterface
    interface Parse<T> {
        T within(ParseLimits limits) throws IOException;
    }

    /** Reads a file; what was read counts until it is closed. Blocks. */
    Held<Part10File> file(Path file, TransferSyntax syntax, ParseOptions options) throws IOException {
        return read(syntax, limits -> Part10Reader.read(file, options.withLimits(limits)), Part10File::dataSet);
    }

    /**
     * Reads something; what was read counts until it is closed. Blocks.
     *
     * @param dataSet which of it takes memory
     * @throws DataSetException also when it is more than there is memory for
     */
    <T> Held<T> read(TransferSyntax syntax, Parse<T> parse, Function<T, DataSet> dataSet) throws IOException {
        for (int level = 0;; level++) {
            long wanted = (long) MEBIBYTES[level] * MEBI;
            Share share = memory.share(wanted);
            boolean kept = false;
            try {
                ParseLimits limits = limits(share.bytes());
                // who inflates keeps a processor busy
                T read = syntax.deflated() ? share.run(() -> parse.within(limits)) : parse.within(limits);
                share.shrink(weight(dataSet.apply(read)));
                kept = true;
                return new Held<>(read, share);
            } catch (DataSetException e) {
                boolean all = level == MEBIBYTES.length - 1 || share.bytes() < wanted;
                if (e.reason() != Reason.LIMIT_EXCEEDED || all) {
                    throw e;
                }
            } finally {
                if (!kept) {
                    share.close();
                }
            }
        }
    }

    /** Half of the memory for values, and as much as all of it for what is around them: hardly anything is full of both. */
    private static ParseLimits limits(long bytes) {
        ParseLimits most = ParseLimits.DEFAULT;
        int held = (int) Math.min(most.maxHeldBytes(), bytes / 2);
        return new ParseLimits(most.maxDepth(), (int) Math.min(most.maxElements(), bytes / PER_ELEMENT), held, held,
                most.maxInflatedBytes());
    }

    private static long weight(DataSet dataSet) {
        long weight = 0;
        for (Element element : dataSet) {
            weight += PER_ELEMENT + switch (element) {
                case Value value -> value.bytes().length();
                case BulkValue elsewhere -> 0;
                case Sequence sequence -> sequence.items().stream().mapToLong(Reading::weight).sum();
                case Fragments fragments -> fragments.fragments().stream().mapToLong(Reading::weight).sum();
            };
        }
        return weight;
    }

    private static long weight(Fragment fragment) {
        return PER_ELEMENT + (fragment instanceof Fragment.Held ? fragment.length() : 0);
    }
}
