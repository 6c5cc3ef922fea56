package org.lianzhen.gateway.audit.message;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The schema of audit messages. */
public final class AuditSchema {
    private static final Schema SCHEMA = read();

    private AuditSchema() {}

    private static Schema read() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(AuditSchema.class.getResource("audit-message.xsd"));
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails when the message does not keep to the schema. */
    public static void check(String message) {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(message)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + " in " + message, e);
        }
    }
}
