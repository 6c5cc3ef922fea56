package org.lianzhen.gateway.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.ChannelSettings.Security;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.NoticeWords;

/** Hands mails to the mail server of the hospital (RFC 5321), each over a connection of its own. */
public final class MailChannel implements Channel {
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("mail").start(task);
    private static final int PERMANENT = 5;

    private final Vertx vertx;
    private final Supplier<ChannelSettings> settings;
    private final ChannelFiles files;
    private final Duration deadline;

    /** @param deadline for a mail */
    public MailChannel(Vertx vertx, Supplier<ChannelSettings> settings, ChannelFiles files, Duration deadline) {
        this.vertx = vertx;
        this.settings = settings;
        this.files = files;
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<Outcome> send(Message message) {
        ChannelSettings.Smtp smtp = settings.get().smtp();
        if (smtp == null) {
            return CompletableFuture.completedStage(new Outcome.Refused("this channel is not set up"));
        }
        return CompletableFuture.completedStage(smtp).thenApplyAsync(this::config, ASIDE)
                .thenCompose(config -> send(config, mail(smtp, message)).toCompletionStage())
                .<Outcome>thenApply(result -> new Outcome.Delivered("taken by " + smtp.server().host()))
                .exceptionally(MailChannel::outcome);
    }

    private Future<MailResult> send(MailConfig config, MailMessage mail) {
        MailClient client = MailClient.create(vertx, config);
        // which waits for a mail that is under way, and that ends when nothing comes for so long
        return client.sendMail(mail).timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> client.close());
    }

    /** A server that says 5xx would say it again (RFC 5321 section 4.2.1). */
    private static Outcome outcome(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        if (cause instanceof SMTPException said) {
            String detail = "SMTP " + said.getReplyCode();
            return said.getReplyCode() / 100 == PERMANENT ? new Outcome.Refused(detail) : new Outcome.Failed(detail);
        }
        return new Outcome.Failed(cause instanceof IOException ? String.valueOf(cause)
                : cause.getClass().getSimpleName());
    }

    private MailConfig config(ChannelSettings.Smtp smtp) {
        ChannelSettings.Server server = smtp.server();
        var config = new MailConfig(server.host(), server.port()).setKeepAlive(false)
                .setSsl(server.security() == Security.TLS)
                .setStarttls(server.security() == Security.STARTTLS ? StartTLSOptions.REQUIRED
                        : StartTLSOptions.DISABLED);
        config.setConnectTimeout((int) deadline.toMillis()).setIdleTimeout((int) deadline.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setHostnameVerificationAlgorithm("HTTPS");
        Path issuers = files.path(server.issuers());
        if (issuers != null) {
            config.setTrustOptions(new PemTrustOptions().addCertPath(issuers.toString()));
        }
        String credentials = smtp.credentials();
        if (credentials == null) {
            return config.setLogin(LoginOption.DISABLED);
        }
        List<String> lines = lines(credentials);
        return config.setLogin(LoginOption.REQUIRED).setUsername(lines.get(0)).setPassword(lines.get(1));
    }

    private List<String> lines(String credentials) {
        try {
            return files.lines(credentials, 2);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** In both languages, because nobody knows which one whoever opens it reads. */
    private static MailMessage mail(ChannelSettings.Smtp smtp, Message message) {
        NoticeWords chinese = NoticeWords.in(Locale.SIMPLIFIED_CHINESE);
        NoticeWords english = NoticeWords.in(Locale.ENGLISH);
        return new MailMessage().setFrom(smtp.from()).setTo(message.person().mail())
                .setSubject("【联诊】" + chinese.title(message.matter()))
                .setText(chinese.text(message.matter()) + "\n\n" + english.title(message.matter()) + "\n"
                        + english.text(message.matter()) + "\n\n" + message.notice() + "\n");
    }
}
