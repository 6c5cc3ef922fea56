package org.lianzhen.dicom.vr;

/** What {@link CharacterSetDetector} thinks of the character set that a data set declares. */
public sealed interface CharacterSetFinding {

    /** Why, for people; counts characters and never quotes them, because they may name a patient. */
    String reason();

    /** Nothing speaks against the declared set. */
    record AsDeclared(String reason) implements CharacterSetFinding {}

    /**
     * The text makes much more sense in another set.
     *
     * @param actual the set to read it with
     * @param confidence from 0.6 to 0.99; few characters never give much
     */
    record Mislabelled(SpecificCharacterSet actual, double confidence, String reason) implements CharacterSetFinding {}

    /** The declared set cannot be right, or hardly, but no other one is convincing. */
    record Unclear(String reason) implements CharacterSetFinding {}
}
