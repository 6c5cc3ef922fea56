package org.lianzhen.gateway.recognition;

/** Why an outcome is what it is. */
public enum OutcomeCode {
    /** A mark of quality covers the ordering unit. */
    S01(OutcomeClass.SHOULD_RECOGNIZE),
    /** Within one consortium every item that passed quality control is recognised (国卫医政发〔2024〕37号). */
    S02(OutcomeClass.SHOULD_RECOGNIZE),
    /** Of the ordering unit itself. */
    I01(OutcomeClass.INTERNAL_DUPLICATE),
    /** From elsewhere, and no mark covers the ordering unit. */
    M01(OutcomeClass.MAY_RECOGNIZE),
    /** Of the same consortium, and nothing is known of its quality control. */
    M02(OutcomeClass.MAY_RECOGNIZE),
    /** The device is below the minimum of the item. */
    M03(OutcomeClass.MAY_RECOGNIZE),
    /** The direction between the units, or the pilot of a unit or an item, is switched off. */
    M04(OutcomeClass.MAY_RECOGNIZE),
    /** Another person's. */
    N01(OutcomeClass.NOT_ELIGIBLE),
    /** Known by the name only. */
    N02(OutcomeClass.NOT_ELIGIBLE),
    /** There is no final report. */
    N03(OutcomeClass.NOT_ELIGIBLE),
    /** Not in the catalogue. */
    N04(OutcomeClass.NOT_ELIGIBLE),
    /** Something else was examined, or less. */
    N05(OutcomeClass.NOT_ELIGIBLE),
    /** Too old. */
    N06(OutcomeClass.NOT_ELIGIBLE),
    /** The unit or its mark was suspended. */
    N07(OutcomeClass.NOT_ELIGIBLE),
    /** The unit failed quality control. */
    N08(OutcomeClass.NOT_ELIGIBLE),
    /** Its images cannot be had. */
    N09(OutcomeClass.NOT_ELIGIBLE),
    /** Its images are not good enough. */
    N10(OutcomeClass.NOT_ELIGIBLE), Z00(OutcomeClass.NO_PRIOR), U00(OutcomeClass.UNAVAILABLE);

    private final OutcomeClass kind;

    OutcomeCode(OutcomeClass kind) {
        this.kind = kind;
    }

    public OutcomeClass kind() {
        return kind;
    }
}
