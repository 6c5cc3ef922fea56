package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.app.terminal.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom get}: fetches instances into a folder. */
@Command(name = "get")
final class GetCommand implements Callable<Integer> {
    private final Console console;
    private final Messages messages;

    @Mixin
    private final PeerOptions options = new PeerOptions();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", descriptionKey = "unique-keys")
    private List<String> keys = List.of();

    @Option(names = { "-o", "--out" }, paramLabel = "DIR")
    private Path folder = Path.of("");

    GetCommand(Console console) {
        this.console = console;
        this.messages = new Messages(GetCommand.class, console.language());
    }

    @Override
    public Integer call() throws CommandException {
        var wanted = new QueryKeyList(messages, List.of());
        for (String key : keys) {
            wanted.add(key);
        }
        QueryLevel level = level(wanted);
        DataSet identifier = wanted.dataSet(SpecificCharacterSet.GB18030);
        long begin = System.nanoTime();
        GetResult result = get(level, identifier);
        return report(result, Duration.ofNanos(System.nanoTime() - begin));
    }

    private GetResult get(QueryLevel level, DataSet identifier) throws CommandException {
        try (Peer peer = options.open(console); var progress = new Progress(console, messages.text("get.progress"))) {
            peer.checkPresence();
            return new Getting(peer, console, new TargetFolder(prepared()), progress).get(level, identifier);
        }
    }

    /** The lowest level with a value decides; those above it are needed too, except the patient. */
    private QueryLevel level(QueryKeyList wanted) throws CommandException {
        for (KeyPath key : wanted.keys()) {
            if (List.of(QueryLevel.values()).stream().noneMatch(level -> key.is(level.uniqueKey()))) {
                throw CommandException.misuse(messages.text("get.keys", key.name()));
            }
        }
        if (wanted.has(Tag.SOPInstanceUID)) {
            require(wanted, Tag.SeriesInstanceUID, "SeriesInstanceUID");
            require(wanted, Tag.StudyInstanceUID, "StudyInstanceUID");
            return QueryLevel.IMAGE;
        }
        if (wanted.has(Tag.SeriesInstanceUID)) {
            require(wanted, Tag.StudyInstanceUID, "StudyInstanceUID");
            return QueryLevel.SERIES;
        }
        if (wanted.has(Tag.StudyInstanceUID)) {
            return QueryLevel.STUDY;
        }
        require(wanted, Tag.PatientID, "StudyInstanceUID");
        return QueryLevel.PATIENT;
    }

    private void require(QueryKeyList wanted, int tag, String name) throws CommandException {
        if (!wanted.has(tag)) {
            throw CommandException.misuse(messages.text("get.needs", name));
        }
    }

    private Path prepared() throws CommandException {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new CommandException(messages.text("get.folder", folder, new IoFaults(console.language()).why(e)));
        }
    }

    private int report(GetResult result, Duration time) {
        result.failures().forEach(console::tell);
        console.print(messages.text("get.summary", result.received(), Sizes.bytes(result.bytes()),
                Sizes.time(time.toSeconds()), Sizes.speed(result.bytes(), time.toNanos()), result.present(),
                result.failed()));
        if (result.received() + result.present() + result.failed() == 0) {
            console.tell(messages.text("get.nothing"));
            return 1;
        }
        return result.failed() == 0 && result.failures().isEmpty() ? 0 : 1;
    }
}
