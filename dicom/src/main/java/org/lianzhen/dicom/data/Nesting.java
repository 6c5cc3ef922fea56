package org.lianzhen.dicom.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** How items hang in data sets: order, depth, and the character set they inherit. */
final class Nesting {

    private Nesting() {}

    static int deepestItem(List<Element> elements) {
        int deepest = 0;
        for (Element element : elements) {
            if (element instanceof Sequence sequence) {
                for (DataSet item : sequence.items()) {
                    deepest = Math.max(deepest, item.depth());
                }
            }
        }
        return deepest;
    }

    static DataSet assemble(Collection<? extends Element> elements, SpecificCharacterSet inherited) {
        List<Element> ordered = ordered(elements);
        SpecificCharacterSet characterSet = declared(ordered, inherited);
        return new DataSet(inheriting(ordered, characterSet), characterSet);
    }

    private static List<Element> ordered(Collection<? extends Element> elements) {
        boolean ascending = true;
        long last = -1;
        for (Element element : elements) {
            long tag = Integer.toUnsignedLong(element.tag());
            ascending &= tag > last;
            last = tag;
        }
        if (ascending) {
            return List.copyOf(elements);
        }
        TreeMap<Integer, Element> sorted = new TreeMap<>(Integer::compareUnsigned);
        elements.forEach(element -> sorted.put(element.tag(), element));
        return List.copyOf(sorted.values());
    }

    /** The set that (0008,0005) declares; an empty or absent one inherits. */
    static SpecificCharacterSet declared(Collection<? extends Element> elements, SpecificCharacterSet inherited) {
        for (Element element : elements) {
            if (element.tag() == Tag.SpecificCharacterSet && element instanceof Value value) {
                return declared(value, inherited);
            }
        }
        return inherited;
    }

    private static SpecificCharacterSet declared(Value value, SpecificCharacterSet inherited) {
        List<String> terms = ValueDecoder.strings(value, SpecificCharacterSet.ASCII);
        return terms.isEmpty() ? inherited : SpecificCharacterSet.lenient(terms).characterSet();
    }

    static DataSet relabel(DataSet dataSet, SpecificCharacterSet actual) {
        List<Element> kept = new ArrayList<>(dataSet.elements());
        kept.removeIf(element -> element.tag() == Tag.SpecificCharacterSet);
        kept.addAll(DataSet.builder(actual).build().elements());
        return assemble(kept, actual);
    }

    /** The same elements, whose items without own set are in this set. Bytes do not change. */
    private static List<Element> inheriting(List<Element> elements, SpecificCharacterSet characterSet) {
        List<Element> result = new ArrayList<>(elements.size());
        for (Element element : elements) {
            result.add(element instanceof Sequence sequence ? inheriting(sequence, characterSet) : element);
        }
        return result;
    }

    private static Sequence inheriting(Sequence sequence, SpecificCharacterSet characterSet) {
        boolean fits = true;
        List<DataSet> items = new ArrayList<>(sequence.items().size());
        for (DataSet item : sequence.items()) {
            boolean itemFits = item.characterSet().equals(characterSet) || item.contains(Tag.SpecificCharacterSet);
            fits &= itemFits;
            items.add(itemFits ? item : new DataSet(inheriting(item.elements(), characterSet), characterSet));
        }
        return fits ? sequence : new Sequence(sequence.tag(), items);
    }
}
