package org.lianzhen.dicom.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Vr;

/**
 * Writes one data set. Items are written by recursion, which {@link DataSet#MAX_DEPTH} bounds.
 */
final class ElementWriter {

    private static final int COMMAND_GROUP = 0x0000;
    private static final int META_GROUP = 0x0002;
    private static final int GROUP_LENGTH_SIZE = 4;

    private final Output out;
    private final boolean explicit;
    private final Lengths lengths;
    private final BulkDataResolver bulk;

    ElementWriter(Output out, boolean explicit, WriteOptions options) {
        this.out = out;
        this.explicit = explicit;
        this.lengths = new Lengths(explicit, options.sequenceLengths());
        this.bulk = options.bulk();
    }

    /** Writes an outermost data set, whose groups 0000 and 0002 begin with their length. */
    void write(DataSet dataSet) throws IOException {
        int lastGroup = -1;
        for (Element element : dataSet) {
            int group = Tag.group(element.tag());
            if (group != lastGroup && (group == COMMAND_GROUP || group == META_GROUP)) {
                groupLength(dataSet, group);
            }
            lastGroup = group;
            write(element);
        }
    }

    private void groupLength(DataSet dataSet, int group) {
        header(Tag.of(group, 0), Vr.UL, GROUP_LENGTH_SIZE);
        out.u32(lengths.ofGroup(dataSet, group));
    }

    private void write(Element element) throws IOException {
        if (Tag.isGroupLength(element.tag())) {
            return;
        }
        long length = lengths.ofValue(element);
        boolean undefined = lengths.isUndefined(element, length);
        if (length > Lengths.LARGEST && !undefined) {
            throw new DataSetException(Reason.UNSUPPORTED, "value of more than 4 GiB", Tag.format(element.tag()), 0);
        }
        Vr vr = Lengths.writtenAs(element, length);
        header(element.tag(), vr, undefined ? Lengths.UNDEFINED : length);
        switch (element) {
            case Value value -> out.bytes(
                    out.bigEndian() && vr == value.vr() ? value.bytes().swapped(vr.swapUnit()) : value.bytes());
            case Sequence sequence -> items(sequence);
            case BulkValue value -> bulk(value.data(), vr, value.vr());
            case Fragments fragments -> fragments(fragments);
        }
        if (undefined) {
            item(Tag.SequenceDelimitationItem, 0);
        }
    }

    private void header(int tag, Vr vr, long length) {
        out.tag(tag);
        if (!explicit) {
            out.u32(length);
            return;
        }
        out.vrCode(vr.code());
        if (vr.hasLongLength()) {
            out.u16(0);
            out.u32(length);
        } else {
            out.u16((int) length);
        }
    }

    private void item(int tag, long length) {
        out.tag(tag);
        out.u32(length);
    }

    private void items(Sequence sequence) throws IOException {
        for (DataSet dataSet : sequence.items()) {
            long length = lengths.ofElements(dataSet);
            boolean undefined = lengths.isUndefinedItem(length);
            item(Tag.Item, undefined ? Lengths.UNDEFINED : length);
            for (Element element : dataSet) {
                write(element);
            }
            if (undefined) {
                item(Tag.ItemDelimitationItem, 0);
            }
        }
    }

    private void fragments(Fragments fragments) throws IOException {
        item(Tag.Item, fragments.basicOffsetTable().length());
        out.bytes(fragments.basicOffsetTable());
        for (Fragment fragment : fragments.fragments()) {
            item(Tag.Item, fragment.length());
            switch (fragment) {
                case Fragment.Held held -> out.bytes(held.bytes());
                case Fragment.Referenced referenced -> bulk(referenced.data(), Vr.OB, Vr.OB);
            }
        }
    }

    /** What is written as UN for its length alone stays little endian (CP-246). */
    private void bulk(BulkData data, Vr written, Vr real) throws IOException {
        boolean bigEndian = out.bigEndian() && written == real;
        try (ReadableByteChannel channel = bulk.open(data)) {
            out.channel(channel, data.length(), data.bigEndian() == bigEndian ? 1 : real.swapUnit());
        }
        if ((data.length() & 1) != 0) {
            out.u8(real.padding());
        }
    }
}
