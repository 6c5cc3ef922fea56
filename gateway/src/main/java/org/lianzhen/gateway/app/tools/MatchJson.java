package org.lianzhen.gateway.app.tools;

import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.json.BulkDataUris;
import org.lianzhen.gateway.app.terminal.Console;

/** Matches as DICOM JSON (PS3.18 annex F), one after the other, for programs. */
final class MatchJson implements MatchOutput {
    private final TextRepair repair;
    private final JsonOutput output;

    MatchJson(Console console, TextRepair repair) {
        this.repair = repair;
        this.output = new JsonOutput(console);
    }

    @Override
    public void match(DataSet match) {
        output.write(repair.readable(match), BulkDataUris.INLINE);
    }

    @Override
    public void end() {
        output.end();
    }
}
