-- Texts that are not in the character set they are labelled with: one row for each study and each source of it.
create table charset_proposal (
    id uuid primary key,
    unit text not null,
    study uuid not null references study,
    source text not null,
    -- defined term of the set that the texts seem to be in
    proposed text not null,
    confidence double precision not null,
    reason text not null,
    -- the patient's name as it is labelled, and as it would be
    current_name text not null,
    proposed_name text not null,
    -- ASSUMED was not proposed: the node is known to write so
    state text not null check (state in ('OPEN', 'ACCEPTED', 'DISMISSED', 'ASSUMED')),
    -- accepted, and there may be texts in the index that were not read anew
    unread boolean not null default false,
    proposed_at timestamptz not null default now(),
    unique (study, source)
);
create index charset_proposal_open on charset_proposal (unit, proposed_at) where state = 'OPEN';
create index charset_proposal_unread on charset_proposal (proposed_at) where unread;

-- Every decision.
create table charset_decision (
    id uuid primary key,
    unit text not null,
    proposal uuid not null references charset_proposal,
    decision text not null check (decision in ('ACCEPT', 'DISMISS', 'UNDO')),
    author text not null,
    decided_at timestamptz not null default clock_timestamp()
);
create index charset_decision_by_proposal on charset_decision (proposal, id);

-- What an acceptance changed in the index, to be put back.
create table charset_change (
    proposal uuid not null references charset_proposal,
    unit text not null,
    -- patient, study or series, its row and its column
    entity text not null,
    entity_id uuid not null,
    attribute text not null,
    before text not null,
    after text not null,
    primary key (proposal, entity_id, attribute)
);

-- The set that vaguely labelled texts of a source are in within a study; nothing when the label is right.
create function text_charset(of_study uuid, of_source text) returns text language sql stable as $$
    select proposed from charset_proposal
    where study = of_study and source = of_source and state in ('ACCEPTED', 'ASSUMED')
$$;
