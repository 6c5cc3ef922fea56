-- Final reports are amended and withdrawn; what was signed before stays as it is.
alter table report_version drop constraint report_version_kind_check;
alter table report_version add constraint report_version_kind_check
    check (kind in ('PRELIMINARY', 'FINAL', 'PROPOSAL', 'AMENDMENT', 'WITHDRAWAL'));

alter table reading_task drop constraint reading_task_state_check;
alter table reading_task add constraint reading_task_state_check
    check (state in ('RECEIVING', 'QUARANTINED', 'QUEUED', 'CLAIMED', 'PRELIM_WRITTEN', 'IN_REVIEW', 'SENT_BACK', 'APPROVED',
        'RECALL_FOR_REPEAT', 'WITHDRAWN', 'ESCALATED'));
-- number of the version that is being amended, and why; null when none is
alter table reading_task add column amends integer;
alter table reading_task add column amend_reason text;
alter table reading_task add check ((amends is null) = (amend_reason is null));

drop index reading_task_open;
drop index reading_task_over;
create index reading_task_open on reading_task (reader, urgency, due_at) where state not in ('APPROVED', 'WITHDRAWN');
create index reading_task_over on reading_task (reader, changed_at) where state in ('APPROVED', 'WITHDRAWN');
