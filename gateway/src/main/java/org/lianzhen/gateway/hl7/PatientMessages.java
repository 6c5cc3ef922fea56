package org.lianzhen.gateway.hl7;

import ca.uhn.hl7v2.model.Segment;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.patient.Identifier;

/** Notes what a system says of patients. Nothing is moved by it: a person decides. */
final class PatientMessages {
    private final PatientUpdates updates;

    PatientMessages(PatientUpdates updates) {
        this.updates = updates;
    }

    void take(OrderMessages.Received message) throws RefusedMessage {
        String unit = message.author().sender().unit();
        Segments segments = message.segments();
        var reader = new PatientReader(segments, unit);
        OrderPatient patient = reader.patient();
        var said = new PatientUpdates.Said(patient.issuer(), patient.patientId(), patient.name(), patient.birthDate(),
                patient.sex());
        PatientUpdates.Prior prior = null;
        if (message.header().event().equals("A40")) {
            Segment merged = segments.required("MRG");
            Identifier number = reader.own(reader.numbers(merged, 1), "MRG-1");
            prior = new PatientUpdates.Prior(number.issuer(), number.number());
        }
        OrderMessages.kept(updates.propose(new PatientUpdates.Proposal(unit, said, prior), message.author().actor()));
    }
}
