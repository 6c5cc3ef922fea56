package org.lianzhen.dicom.data;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Moves text from one character set to another. */
final class Transcription {

    private Transcription() {}

    /** Everything in the new set, which the data set declares; items declare none any more. */
    static DataSet transcribe(DataSet dataSet, SpecificCharacterSet target) {
        List<Element> elements = new ArrayList<>(transcribedWholly(dataSet, target).elements());
        elements.addAll(DataSet.builder(target).build().elements());
        return Nesting.assemble(elements, target);
    }

    private static DataSet transcribedWholly(DataSet dataSet, SpecificCharacterSet target) {
        List<Element> elements = new ArrayList<>(dataSet.size());
        for (Element element : dataSet) {
            if (element instanceof Sequence sequence) {
                elements.add(new Sequence(sequence.tag(),
                        sequence.items().stream().map(item -> transcribedWholly(item, target)).toList()));
            } else if (element.tag() != Tag.SpecificCharacterSet) {
                elements.add(transcribed(element, dataSet.characterSet(), target));
            }
        }
        return new DataSet(elements, target);
    }

    /** An element of a data set in one set for a data set in another. Items that declare their own set keep it. */
    static Element transcribed(Element element, SpecificCharacterSet source, SpecificCharacterSet target) {
        return switch (element) {
            case Sequence sequence -> inheriting(sequence, target);
            case Value value when !source.equals(target) -> transcribed(value, source, target);
            case BulkValue bulk when bulk.vr().isText() && !source.equals(target) -> throw new InvalidValueException(
                    Tag.format(bulk.tag()) + " is text kept by reference and cannot be re-encoded");
            default -> element;
        };
    }

    /** The items of a sequence for a data set in this character set. */
    static Sequence inheriting(Sequence sequence, SpecificCharacterSet target) {
        return new Sequence(sequence.tag(),
                sequence.items().stream().map(item -> inheriting(item, target)).toList());
    }

    private static DataSet inheriting(DataSet item, SpecificCharacterSet target) {
        if (item.characterSet().equals(target) || item.contains(Tag.SpecificCharacterSet)) {
            return item;
        }
        return new DataSet(
                item.elements().stream().map(element -> transcribed(element, item.characterSet(), target)).toList(),
                target);
    }

    private static Value transcribed(Value value, SpecificCharacterSet source, SpecificCharacterSet target) {
        Vr vr = ValueDecoder.vr(value);
        Bytes bytes = unpadded(value.bytes());
        if (vr == Vr.UN && HiddenText.isText(bytes, source)) {
            vr = Vr.UT;
        }
        if (!vr.isText()) {
            return value;
        }
        return new Value(value.tag(), value.vr(), source.transcode(bytes, vr, target).padded(vr.padding()));
    }

    /** Without the byte that made the length even, because the new length may need none. */
    private static Bytes unpadded(Bytes bytes) {
        int last = bytes.length() - 1;
        boolean padded = last >= 0 && (bytes.get(last) == ' ' || bytes.get(last) == 0);
        return padded ? bytes.slice(0, last) : bytes;
    }
}
