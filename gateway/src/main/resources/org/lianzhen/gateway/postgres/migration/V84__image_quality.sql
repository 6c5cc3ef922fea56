-- How good the images of studies are, as readers say; the one with the highest number counts. Rows are only ever added.
create table image_quality (
    study uuid not null references study,
    number integer not null,
    -- that took the images
    unit text not null,
    grade text not null check (grade in ('A', 'B', 'C', 'REJECT')),
    -- points of each criterion
    scores jsonb not null,
    defects text[] not null,
    remark text not null,
    account text not null,
    at timestamptz not null default now(),
    primary key (study, number)
);
create index image_quality_by_unit on image_quality (unit, at);
create trigger image_quality_is_final before update or delete or truncate on image_quality
    for each statement execute function refuse_change_of_report();
create trigger tell after insert on image_quality for each row execute function tell_change('QUALITY');
