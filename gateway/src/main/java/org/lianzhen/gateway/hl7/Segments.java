package org.lianzhen.gateway.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments of a message in their order, whatever its structure: systems put theirs where they like. */
record Segments(List<Segment> all) {
    Segments {
        all = List.copyOf(all);
    }

    /** @throws RefusedMessage when it cannot be taken apart */
    static Segments of(String message) throws RefusedMessage {
        try (HapiContext context = new DefaultHapiContext(ValidationContextFactory.noValidation())) {
            context.setModelClassFactory(new GenericModelClassFactory());
            Message parsed = context.getGenericParser().parse(message.replace("\r\n", "\r").replace('\n', '\r'));
            List<Segment> segments = new ArrayList<>();
            for (String name : parsed.getNames()) {
                for (Structure one : parsed.getAll(name)) {
                    if (one instanceof Segment segment) {
                        segments.add(segment);
                    }
                }
            }
            return new Segments(segments);
        } catch (HL7Exception | IOException e) {
            throw new RefusedMessage(RefusedMessage.Code.SEGMENT_SEQUENCE, "MSH", "The message cannot be taken apart.");
        }
    }

    Optional<Segment> first(String name) {
        return all.stream().filter(segment -> segment.getName().equals(name)).findFirst();
    }

    /** @throws RefusedMessage when there is none */
    Segment required(String name) throws RefusedMessage {
        return first(name).orElseThrow(() -> new RefusedMessage(RefusedMessage.Code.SEGMENT_SEQUENCE, name,
                "The message needs a segment " + name + "."));
    }

    /** Groups of segments, each of which begins with one of that name; what stands before the first is left out. */
    List<Segments> groups(String name) {
        List<List<Segment>> groups = new ArrayList<>();
        for (Segment segment : all) {
            if (segment.getName().equals(name)) {
                groups.add(new ArrayList<>());
            }
            if (!groups.isEmpty()) {
                groups.getLast().add(segment);
            }
        }
        return groups.stream().map(Segments::new).toList();
    }

    /** A component of the first repetition of a field, without escapes; empty when it is not there. */
    static String text(Segment segment, int field, int component) {
        return text(segment, field, 0, component);
    }

    /** A component of a repetition, the first of which is 0. */
    static String text(Segment segment, int field, int repetition, int component) {
        try {
            String value = Terser.get(segment, field, repetition, component, 1);
            return value == null || value.equals("\"\"") ? "" : value.replace("\\.br\\", "\n").strip();
        } catch (HL7Exception e) {
            throw new IllegalStateException("a field cannot be read", e);
        }
    }

    /** How often a field is there. */
    static int repetitions(Segment segment, int field) {
        try {
            return segment.getField(field).length;
        } catch (HL7Exception e) {
            throw new IllegalStateException("a field cannot be read", e);
        }
    }

    /** The same of a segment that may not be there. */
    static String text(Optional<Segment> segment, int field, int component) {
        return segment.map(one -> text(one, field, component)).orElse("");
    }
}
