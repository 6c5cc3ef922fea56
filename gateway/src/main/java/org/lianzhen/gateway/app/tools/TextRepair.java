package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.CharacterSetDetector;
import org.lianzhen.dicom.vr.CharacterSetFinding;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;

/**
 * Shows text in the character set that it is really in, when it is plainly labelled with a wrong one: Chinese devices often
 * write GBK without saying so. Only what is shown changes, and people are told.
 */
final class TextRepair {
    private static final double SURE = 0.9;
    private static final int LONGEST = 256;

    private final Console console;
    private final Messages messages;
    private boolean told;

    TextRepair(Console console, Messages messages) {
        this.console = console;
        this.messages = messages;
    }

    /** The data set, or the same bytes read in another character set. */
    DataSet readable(DataSet dataSet) {
        if (!(CharacterSetDetector.detect(dataSet.characterSet(),
                texts(dataSet)) instanceof CharacterSetFinding.Mislabelled mislabelled)
                || mislabelled.confidence() < SURE) {
            return dataSet;
        }
        if (!told) {
            told = true;
            console.tell(messages.text("text.mislabelled", dataSet.characterSet(), mislabelled.actual(),
                    Math.round(mislabelled.confidence() * 100)));
        }
        return dataSet.relabelled(mislabelled.actual());
    }

    private static List<Bytes> texts(DataSet dataSet) {
        var texts = new ArrayList<Bytes>();
        for (Element element : dataSet) {
            if (element instanceof Value value && value.vr().isText() && value.bytes().length() <= LONGEST) {
                texts.add(value.bytes());
            }
        }
        return texts;
    }
}
