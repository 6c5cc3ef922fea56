package org.lianzhen.dicom.net;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Listens to what is logged, by this package or by another logger. */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogCapture() {
        this(LogCapture.class.getPackageName());
    }

    /** @param logger a class or a package, by its name */
    public LogCapture(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        this.logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    /** Waits for lines with this text and returns all there are. */
    List<String> await(String text) {
        Condition.await("a log line with '" + text + "'", () -> lines(text).size() > 0);
        return lines(text);
    }

    /** Those with this text, with their level. */
    public List<String> lines(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
