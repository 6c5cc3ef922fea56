package org.lianzhen.gateway.order;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/** What an order asks for; as long as nobody has begun, it may be changed. Texts are empty when unknown. */
public record OrderContent(OrderPatient patient, Examination examination, Reason reason, Requester requester,
        Schedule schedule) {

    /** The same for a patient who is described otherwise. */
    public OrderContent of(OrderPatient other) {
        return new OrderContent(other, examination, reason, requester, schedule);
    }

    /**
     * What is to be done.
     *
     * @param modality defined term such as CT
     * @param itemCode of the catalogue of the ordering unit
     * @param laterality L, R, B, U or empty
     */
    public record Examination(String modality, String itemCode, String itemName, String bodyPart, String laterality) {}

    /**
     * Why it is to be done, and how soon.
     *
     * @param clinicalInfo history and complaints
     */
    public record Reason(Urgency urgency, String clinicalInfo, String diagnosis) {
        /** As worklists say it: STAT, HIGH, ROUTINE or LOW. */
        public String priority() {
            return switch (urgency) {
                case EMERGENCY -> "STAT";
                case GREEN_CHANNEL, URGENT -> "HIGH";
                case ROUTINE -> "ROUTINE";
                case BULK -> "LOW";
            };
        }

        /** Says how soon only: the rest is a patient's. */
        @Override
        public String toString() {
            return urgency.name();
        }
    }

    /**
     * Who asked.
     *
     * @param doctor by name
     * @param doctorNumber of the same in the hospital information system that sent the order
     */
    public record Requester(String doctor, String doctorNumber, String department, String phone) {}

    /**
     * Where and when it shall be done.
     *
     * @param station AE title; empty for any of the ordering unit
     * @param at by the clock on the wall; null when nobody has fixed it
     */
    public record Schedule(String station, @Nullable LocalDateTime at) {
        /** Wherever and whenever it suits. */
        public static final Schedule ANY = new Schedule("", null);
    }
}
