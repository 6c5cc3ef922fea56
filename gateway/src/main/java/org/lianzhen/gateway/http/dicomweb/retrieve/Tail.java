package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.ParseOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands behind the pixels: private groups, signatures, padding. It is found by lengths, and no byte of the pixels is read. */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int ITEM_HEADER = 8;

    private Tail() {}

    /** The header, with what stands behind the pixels; without it where that cannot be made out. */
    static DataSetHeader of(DataSetHeader header, DataSetHeaders.Source source, ParseOptions options)
            throws IOException {
        long from = header.pixelLength() >= 0 ? source.object().pixels() + header.pixelLength()
                : behindFragments(source);
        long begin = source.object().bytes().dataSetOffset() + from;
        long end = source.object().bytes().length();
        if (from < 0 || begin >= end) {
            return header;
        }
        try (var parser = new DataSetParser(source.syntax(), options)) {
            source.feed(parser, begin, end);
            parser.end();
            return header.with(joined(header.dataSet(), parser.result()));
        } catch (DataSetException e) {
            LOG.warn("What stands behind the pixels of instance {} cannot be read: {}",
                    source.object().sopInstanceUid(), e.getMessage());
            return header;
        }
    }

    private static DataSet joined(DataSet before, DataSet behind) {
        List<Element> all = new ArrayList<>(before.elements());
        all.addAll(behind.elements());
        return DataSet.ofEncoded(all, before.characterSet());
    }

    /** From one fragment to the next, up to the end of them all; -1 when something else comes. */
    private static long behindFragments(DataSetHeaders.Source source) throws IOException {
        ByteBuffer item = ByteBuffer.allocate(ITEM_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        long start = source.object().bytes().dataSetOffset();
        long end = source.object().bytes().length();
        for (long at = start + source.object().pixels() - ITEM_HEADER; at + ITEM_HEADER <= end;) {
            item.clear();
            while (item.hasRemaining()) {
                if (source.file().read(item, at + item.position()) < 0) {
                    throw new EOFException("an object is shorter than it was");
                }
            }
            int tag = (item.getShort(0) << Short.SIZE) | (item.getShort(2) & 0xFFFF);
            at += ITEM_HEADER;
            if (tag == Tag.SequenceDelimitationItem) {
                return at - start;
            }
            if (tag != Tag.Item) {
                return -1;
            }
            at += item.getInt(4) & 0xFFFF_FFFFL;
        }
        return -1;
    }
}
