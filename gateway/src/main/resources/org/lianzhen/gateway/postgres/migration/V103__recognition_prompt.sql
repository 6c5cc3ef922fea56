-- Orders that were held against the results that are there, what came of it, and what doctors decided.
create table recognition_prompt (
    id uuid primary key,
    -- that ordered
    unit text not null,
    imaging_order uuid references imaging_order,
    -- by which a program sends the same question again
    request_key text not null,
    -- record of the patient; null when nobody is known under the numbers that were given
    patient uuid references patient,
    item text not null,
    laterality text not null,
    flags text[] not null,
    doctor text not null,
    department text not null,
    raised_at timestamptz not null default now(),
    outcome text not null,
    code text not null,
    form text not null check (form in ('HARD', 'INFO', 'SOFT', 'NONE')),
    preset_reason text,
    -- that decided, and the unit that made it; null for none
    result uuid references exam_result,
    source_unit text,
    -- every result that was looked at, with what it came to
    matches uuid[] not null,
    eligible uuid[] not null,
    trace jsonb not null,
    -- version of the catalogue
    catalogue integer not null,
    state text not null check (state in ('LOGGED', 'RAISED', 'VIEWED', 'ADOPTED', 'DECLINED', 'NO_RESPONSE', 'REVIEW_NEEDED')),
    -- number of the last decision
    decisions integer not null default 0,
    changed_at timestamptz not null default now(),
    check ((form = 'NONE') = (state = 'LOGGED'))
);
create unique index recognition_prompt_of_order on recognition_prompt (imaging_order, item) where imaging_order is not null;
create unique index recognition_prompt_of_request on recognition_prompt (unit, request_key) where request_key <> '';
create index recognition_prompt_open on recognition_prompt (unit, raised_at) where state in ('RAISED', 'VIEWED', 'REVIEW_NEEDED');
create index recognition_prompt_by_time on recognition_prompt (raised_at);

-- What doctors decided. Rows are only ever added; the last one of a prompt counts.
create table recognition_decision (
    id uuid primary key,
    prompt uuid not null references recognition_prompt,
    number integer not null,
    unit text not null,
    kind text not null check (kind in ('ADOPTED', 'DECLINED', 'REVOKED', 'NO_RESPONSE')),
    result uuid references exam_result,
    source_unit text,
    reason text,
    -- of the six that figures count
    counted_reason text,
    reason_text text not null,
    explained boolean not null,
    account text not null,
    -- by which a program sends the same decision again
    request_key text not null,
    catalogue integer not null,
    decided_at timestamptz not null default now(),
    unique (prompt, number)
);
create unique index recognition_decision_of_request on recognition_decision (prompt, request_key) where request_key <> '';
create index recognition_decision_by_time on recognition_decision (decided_at);
create index recognition_decision_by_result on recognition_decision (result) where kind = 'ADOPTED';

-- Money that was not spent; what is taken back is a negative entry.
create table recognition_saving (
    id uuid primary key,
    decision uuid not null references recognition_decision,
    unit text not null,
    item text not null,
    amount numeric(12, 2) not null,
    -- version of the catalogue that had the price
    catalogue integer not null,
    -- the entry that is taken back, and why
    reverses uuid unique references recognition_saving,
    why text not null default '',
    at timestamptz not null default now(),
    check ((reverses is null) = (amount >= 0) or amount = 0)
);
create unique index recognition_saving_once on recognition_saving (decision) where reverses is null;

-- Which existing results were looked at, at which prompt.
create table recognition_view (
    id uuid primary key,
    prompt uuid not null references recognition_prompt,
    unit text not null,
    result uuid not null references exam_result,
    account text not null,
    viewed_at timestamptz not null default now()
);
create index recognition_view_by_time on recognition_view (viewed_at);

create function refuse_change_of_recognition() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are never changed or removed', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger recognition_decision_is_final before update or delete or truncate on recognition_decision
    for each statement execute function refuse_change_of_recognition();
create trigger recognition_saving_is_final before update or delete or truncate on recognition_saving
    for each statement execute function refuse_change_of_recognition();
create trigger recognition_view_is_final before update or delete or truncate on recognition_view
    for each statement execute function refuse_change_of_recognition();

-- Orders that nobody has asked about yet. Placing one waits for nothing else.
create table recognition_order_news (
    imaging_order uuid primary key references imaging_order,
    look_at timestamptz not null default now()
);
create index recognition_order_news_by_time on recognition_order_news (look_at);
create function note_order_to_check() returns trigger language plpgsql as $$
begin
    insert into recognition_order_news (imaging_order) values (new.id)
    on conflict (imaging_order) do update set look_at = now();
    return null;
end $$;
create trigger is_to_be_checked after insert or update of item_code, item_name, modality, laterality, identity, identifiers
    on imaging_order for each row when (new.state = 'ORDERED') execute function note_order_to_check();
