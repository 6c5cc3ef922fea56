package org.lianzhen.gateway.reading.report;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.critical.CriticalStep;

/** What a report says of a critical value, in Chinese: what it is, who was told when, and who has read it back. */
public final class CriticalWords {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(MemberDirectory.ZONE);

    private CriticalWords() {}

    public static List<String> lines(CriticalFlag flag) {
        CriticalFlag.Step readBack = flag.readBack();
        String told = flag.told().stream().map(one -> one.person() + "(" + channel(one.channel()) + "," + at(one.at())
                + ")").collect(Collectors.joining("、"));
        return List.of(flag.item() + ":" + flag.finding(), "报告人:" + flag.raisedBy() + "," + at(flag.raisedAt()),
                "通知:" + (told.isEmpty() ? "尚未通知" : told),
                "回读:" + (readBack == null ? "尚未回读"
                        : readBack.person() + "(" + channel(readBack.channel()) + "," + at(readBack.at()) + "):"
                                + readBack.words()));
    }

    private static String channel(String channel) {
        return switch (channel) {
            case CriticalStep.How.PAGE, "BROWSER" -> "网页";
            case "SMS" -> "短信";
            case "SMTP" -> "邮件";
            case "WEBHOOK" -> "院内系统";
            case CriticalStep.How.PHONE -> "电话";
            default -> channel;
        };
    }

    private static String at(Instant at) {
        return CLOCK.format(at);
    }
}
