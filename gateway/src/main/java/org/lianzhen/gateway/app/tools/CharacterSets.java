package org.lianzhen.gateway.app.tools;

import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnknownCharacterSetException;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;

/** Character sets by the names that people give. */
final class CharacterSets {
    private final Messages messages;

    CharacterSets(Messages messages) {
        this.messages = messages;
    }

    /**
     * @param terms as in (0008,0005), separated by backslashes
     */
    SpecificCharacterSet named(String terms) throws CommandException {
        try {
            return SpecificCharacterSet.of(terms.split("\\\\", -1));
        } catch (UnknownCharacterSetException e) {
            throw CommandException.misuse(messages.text("charset.unknown", terms));
        }
    }
}
