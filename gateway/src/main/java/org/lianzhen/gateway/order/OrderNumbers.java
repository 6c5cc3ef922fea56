package org.lianzhen.gateway.order;

/**
 * What an order is known by. An unknown one is empty in an order that is about to be placed, and made then.
 *
 * @param accession Accession Number (0008,0050), unique within the ordering unit
 * @param placer number that whoever placed the order knows it by; empty when there is none, and else unique within the unit
 * @param procedureId Requested Procedure ID (0040,1001)
 * @param stepId Scheduled Procedure Step ID (0040,0009)
 * @param studyUid Study Instance UID that the images shall have
 */
public record OrderNumbers(String accession, String placer, String procedureId, String stepId, String studyUid) {
    /** All of them are to be made. */
    public static final OrderNumbers NONE = new OrderNumbers("", "", "", "", "");

    /** The same with another placer's number. */
    public OrderNumbers placedAs(String number) {
        return new OrderNumbers(accession, number, procedureId, stepId, studyUid);
    }
}
