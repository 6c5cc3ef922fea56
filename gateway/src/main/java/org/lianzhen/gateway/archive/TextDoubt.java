package org.lianzhen.gateway.archive;

/**
 * Texts of an object that are not in the character set they are labelled with.
 *
 * @param actual defined term of the set they are in, or seem to be in
 * @param confidence from 0 to 1; 1 when it is known
 * @param reason why; counts characters and quotes none
 * @param labelledName the patient's name as the label has it
 * @param actualName as it would be in the other set
 */
public record TextDoubt(String actual, double confidence, String reason, String labelledName, String actualName) {

    /** Whether nobody needs to be asked, and the entry holds the texts as they really are. */
    public boolean isSettled() {
        return confidence >= 1;
    }

    /** Says nothing of the patient. */
    @Override
    public String toString() {
        return actual + ": " + reason;
    }
}
