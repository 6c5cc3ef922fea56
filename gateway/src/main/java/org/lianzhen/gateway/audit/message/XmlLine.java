package org.lianzhen.gateway.audit.message;

import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML without line breaks, whatever is in the texts. */
final class XmlLine implements AutoCloseable {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
    /** What XML 1.0 has no place for, and what would end the line. */
    private static final Pattern UNWRITABLE = Pattern.compile("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter writer;

    XmlLine(Writer to) throws XMLStreamException {
        writer = XML.createXMLStreamWriter(to);
    }

    void open(String name, Map<String, String> attributes) throws XMLStreamException {
        writer.writeStartElement(name);
        write(attributes);
    }

    void empty(String name, Map<String, String> attributes) throws XMLStreamException {
        writer.writeEmptyElement(name);
        write(new TreeMap<>(attributes));
    }

    private void write(Map<String, String> attributes) throws XMLStreamException {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writer.writeAttribute(attribute.getKey(), clean(attribute.getValue()));
        }
    }

    void text(String name, String content) throws XMLStreamException {
        writer.writeStartElement(name);
        writer.writeCharacters(clean(content));
        writer.writeEndElement();
    }

    void code(String name, Code code) throws XMLStreamException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("csd-code", code.value());
        attributes.put("codeSystemName", code.scheme());
        attributes.put("originalText", code.meaning());
        writer.writeEmptyElement(name);
        write(attributes);
    }

    /**
     * Opens a participant object.
     *
     * @param type 1 for a person, 2 for a system object, 4 for others
     * @param role of section A.5.1.2.2, or empty
     * @param idType what kind of identifier {@code id} is
     */
    void object(String id, String type, String role, Code idType) throws XMLStreamException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ParticipantObjectID", id);
        attributes.put("ParticipantObjectTypeCode", type);
        if (!role.isEmpty()) {
            attributes.put("ParticipantObjectTypeCodeRole", role);
        }
        open("ParticipantObjectIdentification", attributes);
        code("ParticipantObjectIDTypeCode", idType);
    }

    /** Ends the element that was opened last. */
    void end() throws XMLStreamException {
        writer.writeEndElement();
    }

    private static String clean(String text) {
        return UNWRITABLE.matcher(text).replaceAll("\uFFFD");
    }

    @Override
    public void close() throws XMLStreamException {
        writer.close();
    }
}
