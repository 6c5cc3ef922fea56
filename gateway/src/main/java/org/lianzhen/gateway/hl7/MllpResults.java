package org.lianzhen.gateway.hl7;

import ca.uhn.hl7v2.model.Segment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.result.ReportResult;
import org.lianzhen.gateway.reading.result.ResultChannel;

/** Sends reports as HL7 messages over MLLP, and reads what is answered (HL7 v2.4 section 2.13.1). */
public final class MllpResults implements ResultChannel {
    private static final Set<String> ACCEPTED = Set.of("AA", "CA");
    private static final int LONGEST = 200;

    private final MllpClient client;
    private final InstantSource clock;

    /**
     * @param folder of the files that receivers name
     * @param deadline for a message and its answer
     */
    public MllpResults(Vertx vertx, Path folder, Duration deadline, InstantSource clock) {
        this.client = new MllpClient(vertx, folder, deadline);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Answer> send(ResultReceiver to, ReportResult result) {
        byte[] message = ResultMessage.of(to, result, clock.instant()).getBytes(to.text().charset());
        return client.exchange(to.address(), message).compose(answer -> read(answer, to, result)).toCompletionStage();
    }

    private static Future<Answer> read(byte[] answer, ResultReceiver to, ReportResult result) {
        try {
            return Future.succeededFuture(said(answer, to.text().charset(), result));
        } catch (RefusedMessage | IOException e) {
            return Future.failedFuture(e instanceof IOException ? e
                    : new IOException("What the receiver answers is no HL7 message."));
        }
    }

    private static Answer said(byte[] answer, Charset usual, ReportResult result) throws RefusedMessage, IOException {
        Header header = Header.of(answer);
        Segments segments = Segments.of(MessageText.of(answer, header.text().orElse(usual), header.separators()));
        Segment acknowledgement = segments.required("MSA");
        if (!Segments.text(acknowledgement, 2, 1).equals(ResultMessage.controlId(result))) {
            throw new IOException("The receiver answers another message than ours.");
        }
        String code = Segments.text(acknowledgement, 1, 1);
        return ACCEPTED.contains(code) ? new Answer.Taken()
                : new Answer.Refused(why(code, acknowledgement, segments.first("ERR"), result));
    }

    private static String why(String code, Segment acknowledgement, Optional<Segment> error, ReportResult result) {
        String words = String.join(" ", Stream.of(code, Segments.text(acknowledgement, 3, 1),
                Segments.text(error, 1, 1)).filter(text -> !text.isEmpty()).toList());
        return shortened(withoutPatient(words, result.report().examination()));
    }

    private static String shortened(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, words.offsetByCodePoints(0,
                Math.min(LONGEST, words.codePointCount(0, words.length()))));
    }

    /** Receivers quote what they do not like; whoever looks after the line need not know of whom it was. */
    private static String withoutPatient(String words, ReadingTask.Examination study) {
        ReadingTask.Person person = study.patient();
        String told = words;
        for (String secret : Stream
                .concat(Stream.of(person.patientId(), study.accessionNumber(), person.birthDate(), person.spoken()),
                        Stream.of(person.name().split("[=^ ]+")))
                .filter(text -> text.length() > 1).toList()) {
            told = told.replace(secret, "***");
        }
        return told.replaceAll("[0-9]{6,}[0-9Xx]?", "***");
    }
}
