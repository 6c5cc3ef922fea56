-- How far studies have come in. What arrives makes them RECEIVING, a rule makes them STABLE.
create table study_receipt (
    study uuid primary key references study,
    unit text not null,
    state text not null check (state in ('RECEIVING', 'STABLE')),
    -- of its newest instance
    last_at timestamptz not null,
    rule text check (rule in ('QUIET', 'COMMITMENT', 'SIGNAL')),
    stable_at timestamptz,
    check ((state = 'STABLE') = (rule is not null) and (state = 'STABLE') = (stable_at is not null))
);
-- Its times are no part of the index, so that an arrival does not change it.
create index study_receipt_receiving on study_receipt (study) where state = 'RECEIVING';
insert into study_receipt (study, unit, state, last_at) select id, unit, 'RECEIVING', changed_at from study;

-- Whether it was there when its study was found to be STABLE, so that it is nothing new when its routes are looked at.
alter table arrival add column counted boolean not null default false;

-- Whether a destination has what was brought there of a study. Asked when the study is STABLE and nothing of it is open.
create table delivery_proof (
    study uuid not null references study,
    destination text not null,
    unit text not null,
    state text not null default 'DUE' check (state in ('DUE', 'COMPLETE', 'UNPROVEN', 'FAILED')),
    due_at timestamptz not null default now(),
    -- in vain, one after another
    attempts integer not null default 0,
    -- how often what was missing was sent again
    rounds integer not null default 0,
    kind text check (kind in ('COMMITMENT', 'QUERY')),
    settled_at timestamptz,
    instances integer not null default 0,
    missing integer not null default 0,
    -- some of them
    missing_uids text[] not null default '{}',
    answer text not null default '',
    -- who asks at present; 0 for nobody since something was last added
    epoch bigint not null default 0,
    holder text,
    expires_at timestamptz,
    primary key (study, destination)
);
create index delivery_proof_due on delivery_proof (destination, due_at) where state = 'DUE';

-- What a destination was asked to commit to. Rows of a question that has been answered go when it is asked anew.
create table commitment_inquiry (
    transaction_uid text primary key,
    study uuid not null,
    destination text not null,
    unit text not null,
    -- code of the unit whose nodes may answer
    witness text not null,
    sop_instance_uids text[] not null,
    asked_at timestamptz not null default now(),
    -- whether the destination said that it will answer
    taken boolean not null default false,
    answered_at timestamptz,
    committed text[] not null default '{}',
    failed text[] not null default '{}',
    -- of those, Failure Reason (0008,1197)
    reasons integer[] not null default '{}',
    foreign key (study, destination) references delivery_proof
);
create index commitment_inquiry_by_study on commitment_inquiry (study, destination);

-- Whatever is added for a destination, by whomever, must be proved, and what was found out before counts no more.
create function delivery_proof_anew() returns trigger language plpgsql as $$
begin
    insert into delivery_proof as p (study, destination, unit)
        select study, destination, min(unit) from added group by study, destination order by study, destination
        on conflict (study, destination) do update set state = 'DUE', due_at = now(), attempts = 0, rounds = 0,
            kind = null, settled_at = null, instances = 0, missing = 0, missing_uids = '{}', answer = '', epoch = 0,
            holder = null, expires_at = null
        where p.state <> 'DUE' or p.attempts <> 0 or p.rounds <> 0 or p.epoch <> 0;
    delete from commitment_inquiry i using added a where i.study = a.study and i.destination = a.destination;
    return null;
end $$;
create trigger delivery_task_added after insert on delivery_task
    referencing new table as added for each statement execute function delivery_proof_anew();
