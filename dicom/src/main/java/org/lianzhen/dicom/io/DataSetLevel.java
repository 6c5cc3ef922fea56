package org.lianzhen.dicom.io;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** The data set or the item that is being read, with what its elements need to know of those before them. */
final class DataSetLevel extends Level {

    private static final int UNKNOWN = -1;

    /** 1 for the outermost data set. */
    final int depth;
    Encoding encoding;
    private final SpecificCharacterSet inherited;
    private SpecificCharacterSet characterSet;
    private int pixelRepresentation;
    private final List<Element> elements = new ArrayList<>();
    /** Elements that are US only because Pixel Representation was not known when they came. */
    private final BitSet presumedUnsigned = new BitSet(0);

    /** The outermost data set. */
    DataSetLevel(Encoding encoding) {
        super(null, UNDEFINED);
        this.depth = 1;
        this.encoding = encoding;
        this.inherited = SpecificCharacterSet.ASCII;
        this.characterSet = inherited;
        this.pixelRepresentation = UNKNOWN;
    }

    /** An item. */
    DataSetLevel(SequenceLevel parent, long end) {
        super(parent, end);
        this.depth = parent.dataSet.depth + 1;
        this.encoding = parent.encoding;
        this.inherited = parent.dataSet.characterSet;
        this.characterSet = inherited;
        this.pixelRepresentation = parent.dataSet.pixelRepresentation;
    }

    boolean isOutermost() {
        return parent == null;
    }

    @Nullable
    Element last() {
        return elements.isEmpty() ? null : elements.getLast();
    }

    @Nullable
    Element removeLast() {
        return elements.isEmpty() ? null : elements.removeLast();
    }

    /** Goes on with an item that was thought to be complete. */
    void resume(DataSet item) {
        item.forEach(this::add);
    }

    void add(Element element) {
        elements.add(element);
        if (element instanceof Value value) {
            if (value.tag() == Tag.SpecificCharacterSet) {
                characterSet = DataSet.ofEncoded(List.of(value), inherited).characterSet();
            } else if (value.tag() == Tag.PixelRepresentation && value.bytes().length() >= 2) {
                pixelRepresentation = value.bytes().u16(0);
            }
        }
    }

    /** The representation of an element that does not say: US, unless pixels are known to be signed. */
    Vr unsignedOrSigned() {
        if (pixelRepresentation == UNKNOWN) {
            presumedUnsigned.set(elements.size());
        }
        return pixelRepresentation == 1 ? Vr.SS : Vr.US;
    }

    DataSet complete() {
        if (pixelRepresentation == 1) {
            presumedUnsigned.stream().filter(index -> index < elements.size()).forEach(this::makeSigned);
        }
        return DataSet.ofEncoded(elements, inherited);
    }

    private void makeSigned(int index) {
        if (elements.get(index) instanceof Value value && value.vr() == Vr.US) {
            elements.set(index, new Value(value.tag(), Vr.SS, value.bytes()));
        }
    }
}
