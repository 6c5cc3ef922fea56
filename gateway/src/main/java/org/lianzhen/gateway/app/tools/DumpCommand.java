package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Quirk;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom dump}: shows what DICOM files say. Large values stay in their files. */
@Command(name = "dump")
final class DumpCommand implements Callable<Integer> {
    private static final int STANDARD_WIDTH = 80;
    private static final int LARGE = 64 * 1024;

    private final Console console;
    private final Messages messages;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "files")
    private List<Path> files = List.of();

    @Option(names = "--width", paramLabel = "N")
    private int width = STANDARD_WIDTH;

    @Option(names = "--charset", paramLabel = "TERM")
    private @Nullable String charset;

    @Option(names = "--no-meta")
    private boolean withoutMeta;

    @Option(names = "--json")
    private boolean json;

    DumpCommand(Console console) {
        this.console = console;
        this.messages = new Messages(DumpCommand.class, console.language());
    }

    @Override
    public Integer call() throws CommandException {
        if (width < 0) {
            throw CommandException.misuse(messages.text("dump.width"));
        }
        SpecificCharacterSet actual = charset == null ? null : new CharacterSets(messages).named(charset);
        var array = new JsonOutput(console);
        int failed = 0;
        for (Path file : files) {
            try {
                Part10File content = new DicomFiles(messages).read(file, options(file));
                DataSet dataSet = readable(content.dataSet(), actual);
                if (json) {
                    array.write(dataSet, new FileUris(file));
                } else {
                    dump(file, content, dataSet);
                }
            } catch (CommandException e) {
                console.tell(e.getMessage());
                failed++;
            }
        }
        if (json) {
            array.end();
        }
        return failed == 0 ? 0 : 1;
    }

    private static ParseOptions options(Path file) {
        return ParseOptions.WHOLE.withBulk(LARGE, file.toUri().toString(), 0);
    }

    private DataSet readable(DataSet dataSet, @Nullable SpecificCharacterSet actual) {
        return actual == null ? new TextRepair(console, messages).readable(dataSet) : dataSet.relabelled(actual);
    }

    private void dump(Path file, Part10File content, DataSet dataSet) {
        if (files.size() > 1) {
            console.print(messages.text("dump.file", Printable.of(file.toString())));
        }
        var text = new DataSetText(messages, width, console::print);
        FileMetaInformation meta = content.meta();
        if (meta != null && !withoutMeta) {
            text.write(meta.elements());
        }
        console.print(messages.text("dump.syntax", content.transferSyntax().name()));
        text.write(dataSet);
        for (Quirk quirk : content.quirks()) {
            console.tell(messages.text("dump.quirk", messages.text("quirk." + quirk.kind()), quirk.where(),
                    quirk.offset()));
        }
    }
}
