package org.lianzhen.dicom.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Data sets by chance: standard and private elements of every representation, items in items, frames. */
final class RandomDataSets {

    private static final List<DictionaryEntry> STANDARD = ElementDictionary.all().stream()
            .filter(entry -> entry.vrs().size() == 1 && !entry.isRepeating() && Tag.group(entry.tag()) >= 8
                    && entry.tag() != Tag.SpecificCharacterSet && entry.vr() != Vr.UN)
            .toList();
    private static final List<Vr> ALL_VRS = List.of(Vr.values());
    private static final List<SpecificCharacterSet> SETS = List.of(SpecificCharacterSet.ASCII,
            SpecificCharacterSet.UTF_8, SpecificCharacterSet.GB18030, SpecificCharacterSet.of("ISO_IR 100"));
    private static final int DEEPEST = 4;

    private final Random random;
    /** Leave out what implicit VR cannot express: the representations of private elements. */
    private final boolean implicit;

    RandomDataSets(long seed, boolean implicit) {
        this.random = new Random(seed);
        this.implicit = implicit;
    }

    DataSet next() {
        DataSetBuilder builder = DataSet.builder(SETS.get(random.nextInt(SETS.size())));
        elements(1).forEach(builder::put);
        switch (random.nextInt(4)) {
            case 0 -> builder.put(new Value(Tag.PixelData, Vr.OW, bytes(random.nextInt(3000) * 2)));
            case 1 -> builder.put(frames());
            default -> builder.remove(Tag.PixelData);
        }
        return builder.build();
    }

    private List<Element> elements(int depth) {
        int count = random.nextInt(depth == 1 ? 30 : 6);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.addAll(random.nextInt(4) == 0 ? privateElements(depth) : List.of(standard(depth)));
        }
        return elements;
    }

    private Element standard(int depth) {
        DictionaryEntry entry = STANDARD.get(random.nextInt(STANDARD.size()));
        return entry.vr() == Vr.SQ ? sequence(entry.tag(), depth) : value(entry.tag(), entry.vr());
    }

    private List<Element> privateElements(int depth) {
        int group = random.nextInt(0x09, 0x7000) | 1;
        int tag = Tag.of(group, 0x1000 + random.nextInt(256));
        Value creator = new Value(Tag.of(group, 0x10), Vr.LO, Bytes.ofHex("41434d45"));
        Vr vr = implicit ? Vr.UN : ALL_VRS.get(random.nextInt(ALL_VRS.size()));
        boolean items = implicit ? random.nextBoolean() : vr == Vr.SQ;
        return List.of(creator, items ? sequence(tag, depth) : value(tag, vr));
    }

    private Sequence sequence(int tag, int depth) {
        // an empty private sequence in implicit VR looks like an empty value
        int count = depth >= DEEPEST ? 1 : 1 + random.nextInt(3);
        return new Sequence(tag, IntStream.range(0, count).mapToObj(i -> item(depth)).toList());
    }

    private DataSet item(int depth) {
        DataSetBuilder builder = random.nextInt(5) == 0
                ? DataSet.builder(SETS.get(random.nextInt(SETS.size())))
                : DataSet.itemBuilder(SpecificCharacterSet.ASCII);
        if (depth >= DEEPEST) {
            return builder.put(Tag.CodeValue, "1").build();
        }
        elements(depth + 1).forEach(builder::put);
        return builder.build();
    }

    private Value value(int tag, Vr vr) {
        int size = Math.max(1, vr.swapUnit() == 1 ? 1 : Math.max(vr.swapUnit(), vr.fixedLength()));
        int count = switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> 200;
            default -> random.nextInt(12);
        };
        boolean tooLong = random.nextInt(50) == 0 && !vr.hasLongLength() && vr != Vr.UN && !Tag.isPrivate(tag);
        Bytes bytes = vr.isString() ? text(tooLong ? 70_000 : count) : bytes(count * size);
        return new Value(tag, vr, bytes);
    }

    /** Only the default repertoire, because every character set can express it. */
    private Bytes text(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('0' + random.nextInt(10));
        }
        return Bytes.wrap(bytes);
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private Fragments frames() {
        List<Fragment> fragments = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            fragments.add(new Fragment.Held(bytes(random.nextInt(400))));
        }
        return new Fragments(Tag.PixelData, implicit ? Vr.OW : Vr.OB, bytes(4 * random.nextInt(4)), fragments);
    }
}
