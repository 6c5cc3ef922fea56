package org.lianzhen.gateway.order;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/** An order of TS1 for a CT of the chest of P1, on 30 June 2026 at its own device, unless told otherwise. */
public record SampleOrder(String unit, OrderNumbers numbers, OrderContent content) {

    public static SampleOrder of(String accession) {
        return new SampleOrder("TS1", new OrderNumbers(accession, "", "", "", ""), new OrderContent(
                new OrderPatient("TS1", "P1", "李^誠", "19700131", "M", List.of(), OrderPatient.Visit.OUTPATIENT),
                new OrderContent.Examination("CT", "CT001", "胸部平扫", "CHEST", ""),
                new OrderContent.Reason(Urgency.EMERGENCY, "咳嗽", "肺炎?"),
                new OrderContent.Requester("李明", "D1", "内科", "0557-1"),
                new OrderContent.Schedule("TS1CT", LocalDateTime.of(2026, 6, 30, 9, 30))));
    }

    public SampleOrder patient(String id, String name) {
        OrderPatient was = content.patient();
        return with(content.of(new OrderPatient(was.issuer(), id, name, was.birthDate(), was.sex(),
                was.identifiers(), was.visit())));
    }

    public SampleOrder modality(String modality) {
        return with(new OrderContent(content.patient(),
                new OrderContent.Examination(modality, "X1", "检查", "CHEST", ""), content.reason(),
                content.requester(), content.schedule()));
    }

    public SampleOrder at(String station, @Nullable LocalDateTime time) {
        return with(new OrderContent(content.patient(), content.examination(), content.reason(), content.requester(),
                new OrderContent.Schedule(station, time)));
    }

    public SampleOrder studyUid(String uid) {
        return new SampleOrder(unit, new OrderNumbers(numbers.accession(), "", "", "", uid), content);
    }

    private SampleOrder with(OrderContent other) {
        return new SampleOrder(unit, numbers, other);
    }

    public NewOrder build() {
        return new NewOrder(unit, Order.Source.TYPED, numbers, content);
    }
}
