-- What figures of a centre ask of signed reports; taken from what was signed, so that it is true of it.
alter table report_version
    add column positive boolean generated always as (((content::jsonb) #>> '{text,positive}')::boolean) stored,
    -- the same where two reports say the same
    add column words text generated always as (md5(
        coalesce((content::jsonb) #>> '{text,findings}', '') || e'\x1f' ||
        coalesce((content::jsonb) #>> '{text,impression}', '') || e'\x1f' ||
        coalesce((content::jsonb) #>> '{text,recommendations}', '') || e'\x1f' ||
        coalesce((content::jsonb) #>> '{text,positive}', ''))) stored;
create index report_version_signed on report_version (signed_at);
create index report_version_by_signer on report_version (signer, signed_at);
create index reading_task_received on reading_task (reader, received_at);
