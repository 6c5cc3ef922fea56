package org.lianzhen.gateway.reading.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.SharedCentre;

/** Finds the centres to which a study may be given that another one does not want to read alone. */
public record Escalation(MemberDirectory members, Clock clock) {

    /** Imaging centres of other units that may read, by an agreement of today, for the one that has the study or the one that made it. */
    public List<SharedCentre> centres(ReadingTask task) {
        Members now = members.members();
        LocalDate day = WorkCalendar.day(clock.instant());
        String reader = task.owner().reader();
        return now.lists().centres().stream()
                .filter(one -> one.service() == Service.IMAGING && !one.owner().equals(reader))
                .filter(one -> now.readableBy(one.owner(), day).contains(reader)
                        || (!one.owner().equals(task.owner().unit())
                                && now.readableBy(one.owner(), day).contains(task.owner().unit())))
                .toList();
    }
}
