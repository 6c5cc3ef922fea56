package org.lianzhen.gateway.archive.conflict;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.archive.conflict.FileComparison.Side;

/** Compares all attributes of two data sets, and of the items in them. */
final class DataSetComparison {
    /**
     * What describes the encoding and not the content: the set that text is in, padding, offsets, how samples lie in their
     * cells, all of which decoding undoes, and the free text in which codecs name themselves even when they lose nothing.
     */
    private static final Set<Integer> ENCODING = Set.of(Tag.SpecificCharacterSet, Tag.LengthToEnd,
            Tag.DataSetTrailingPadding, Tag.ExtendedOffsetTable, Tag.ExtendedOffsetTableLengths,
            Tag.EncapsulatedPixelDataValueTotalLength, Tag.PlanarConfiguration, Tag.HighBit, Tag.DerivationDescription);

    private final Findings findings;
    private final Deadline deadline;

    DataSetComparison(Findings findings, Deadline deadline) {
        this.findings = findings;
        this.deadline = deadline;
    }

    /** Notes what differs; stops when that is enough. */
    void compare(Side one, Side other) throws IOException, NotComparableException {
        var left = new Walk(one.dataSet());
        var right = new Walk(other.dataSet());
        while (!findings.areEnough()) {
            Element a = left.next;
            Element b = right.next;
            if (a == null && b == null) {
                return;
            }
            int order = a == null ? 1 : b == null ? -1 : Integer.compareUnsigned(a.tag(), b.tag());
            if (order <= 0) {
                left.advance();
            }
            if (order >= 0) {
                right.advance();
            }
            Element first = order <= 0 ? a : b;
            if (first != null) {
                compare(first.tag(), one, other);
            }
        }
    }

    /** The elements of a data set that are no matter of encoding. */
    private static final class Walk {
        private final Iterator<Element> elements;
        private @Nullable Element next;

        Walk(DataSet dataSet) {
            elements = dataSet.iterator();
            advance();
        }

        private void advance() {
            do {
                next = elements.hasNext() ? elements.next() : null;
            } while (next != null && ENCODING.contains(next.tag()));
        }
    }

    private void compare(int tag, Side one, Side other) throws IOException, NotComparableException {
        Element a = one.dataSet().element(tag);
        Element b = other.dataSet().element(tag);
        if (tag == Tag.PixelData && a != null && b != null) {
            PixelComparison.compare(one, other, new PixelComparison.Context(findings, deadline));
        } else if (a instanceof Sequence first && b instanceof Sequence second) {
            compareItems(one, other, List.of(first, second));
        } else if (!Usual.sameByDefault(tag, one.dataSet(), other.dataSet())
                && (a == null || b == null || !ValueComparison.same(one.dataSet(), other.dataSet(), tag))) {
            findings.add(tag);
        }
    }

    private void compareItems(Side one, Side other, List<Sequence> sequences)
            throws IOException, NotComparableException {
        deadline.check();
        int tag = sequences.getFirst().tag();
        List<DataSet> left = sequences.getFirst().items();
        List<DataSet> right = sequences.getLast().items();
        if (left.size() != right.size()) {
            findings.add(tag);
            return;
        }
        for (int i = 0; i < left.size() && !findings.areEnough(); i++) {
            new DataSetComparison(findings.within(tag, i), deadline).compare(one.item(left.get(i)),
                    other.item(right.get(i)));
        }
    }
}
