package org.lianzhen.gateway.app.tools;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.FindSummary;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom find}: asks what a peer has, or what its worklist holds. */
@Command(name = "find")
final class FindCommand implements Callable<Integer> {
    private final Console console;
    private final Messages messages;

    @Mixin
    private final PeerOptions options = new PeerOptions();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY[=VALUE]", descriptionKey = "keys")
    private List<String> keys = List.of();

    @Option(names = "--level", paramLabel = "patient|study|series|image")
    private QueryLevel level = QueryLevel.STUDY;

    @Option(names = "--worklist")
    private boolean worklist;

    @Option(names = "--patient-root")
    private boolean patientRoot;

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 1000;

    @Option(names = "--charset", paramLabel = "TERM")
    private @Nullable String charset;

    @Option(names = "--json")
    private boolean json;

    FindCommand(Console console) {
        this.console = console;
        this.messages = new Messages(FindCommand.class, console.language());
    }

    @Override
    public Integer call() throws CommandException {
        var wanted = new QueryKeyList(messages, worklist ? UsualKeys.ofWorklist() : UsualKeys.of(level));
        for (String key : keys) {
            wanted.add(key);
        }
        check(wanted);
        FindQuery query = query(wanted);
        try (Peer peer = options.open(console)) {
            MatchOutput output = output(wanted);
            FindSummary summary = new Finding(peer, query).each(output::match);
            output.end();
            console.tell(messages.text(summary.limited() ? "find.limited" : "find.count", summary.matches()));
            return 0;
        }
    }

    /** The hierarchy must be walked from above (PS3.4 section C.4.1.3.1.1); many peers refuse anything else. */
    private void check(QueryKeyList wanted) throws CommandException {
        if (limit < 1) {
            throw CommandException.misuse(messages.text("find.limit"));
        }
        if (worklist) {
            return;
        }
        if (level.compareTo(QueryLevel.STUDY) > 0 && !wanted.has(Tag.StudyInstanceUID)) {
            throw CommandException.misuse(messages.text("find.needs", level, "StudyInstanceUID"));
        }
        if (level == QueryLevel.IMAGE && !wanted.has(Tag.SeriesInstanceUID)) {
            throw CommandException.misuse(messages.text("find.needs", level, "SeriesInstanceUID"));
        }
    }

    private FindQuery query(QueryKeyList wanted) throws CommandException {
        DataSet identifier = wanted.dataSet(
                charset == null ? SpecificCharacterSet.GB18030 : new CharacterSets(messages).named(charset));
        if (worklist) {
            return FindQuery.worklist(identifier).withLimit(limit);
        }
        InformationModel model = patientRoot || level == QueryLevel.PATIENT
                ? InformationModel.PATIENT_ROOT
                : InformationModel.STUDY_ROOT;
        return FindQuery.of(model, level, identifier).withLimit(limit);
    }

    private MatchOutput output(QueryKeyList wanted) {
        var repair = new TextRepair(console, messages);
        return json ? new MatchJson(console, repair) : new MatchTable(console, wanted, repair);
    }
}
