package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom send}: sends files, each in its own transfer syntax. */
@Command(name = "send")
final class SendCommand implements Callable<Integer> {
    private static final int MOST_ASSOCIATIONS = 16;

    private final Console console;
    private final Messages messages;

    @Mixin
    private final PeerOptions options = new PeerOptions();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", descriptionKey = "paths")
    private List<Path> paths = List.of();

    @Option(names = "--associations", paramLabel = "N")
    private int associations = 1;

    @Option(names = "--priority", paramLabel = "low|medium|high")
    private Priority priority = Priority.MEDIUM;

    @Option(names = "--skip-existing")
    private boolean skipExisting;

    SendCommand(Console console) {
        this.console = console;
        this.messages = new Messages(SendCommand.class, console.language());
    }

    @Override
    public Integer call() throws CommandException {
        if (associations < 1 || associations > MOST_ASSOCIATIONS) {
            throw CommandException.misuse(messages.text("send.associations", MOST_ASSOCIATIONS));
        }
        var progress = new Progress(console, messages.text("send.progress"));
        var tally = new SendTally(console, messages, progress);
        long begin = System.nanoTime();
        try (Peer peer = options.open(console, associations); var walk = new FileWalk(paths, progress::total)) {
            peer.checkPresence();
            send(peer, walk, tally);
        } finally {
            progress.close();
            if (!tally.isEmpty()) {
                tally.summarize(Duration.ofNanos(System.nanoTime() - begin));
            }
        }
        if (tally.isEmpty()) {
            throw new CommandException(messages.text("send.nothing"));
        }
        return tally.isClean() ? 0 : 1;
    }

    private void send(Peer peer, FileWalk walk, SendTally tally) throws CommandException {
        StoreOptions how = StoreOptions.STANDARD.withAssociations(associations).with(priority);
        var reader = new CandidateReader(walk, messages, tally);
        var sending = new Sending(peer, how, messages, tally);
        if (skipExisting) {
            var known = new PeerContents(peer, messages);
            sending.inTurn(wanted -> missing(known, reader, tally, wanted));
        } else {
            sending.overlapping(reader::next);
        }
    }

    /** The next files that the peer does not have. */
    private static List<Candidate> missing(PeerContents known, CandidateReader reader, SendTally tally, int wanted)
            throws InterruptedException, CommandException {
        List<Candidate> batch = reader.next(wanted);
        while (!batch.isEmpty()) {
            List<Candidate> missing = known.missing(batch);
            batch.stream().filter(candidate -> !missing.contains(candidate)).forEach(candidate -> tally.present());
            if (!missing.isEmpty()) {
                return missing;
            }
            batch = reader.next(wanted);
        }
        return batch;
    }
}
