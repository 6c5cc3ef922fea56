-- Whose data an event is about, and the request that it belongs to.

alter table audit_event
    -- a keyed hash; empty when no patient is meant, or the writer has no key
    add column patient text not null default '',
    add column request text not null default '';
create index audit_event_by_patient on audit_event (patient, occurred_at desc) where patient <> '';

-- HMAC-SHA-256 (RFC 2104), half of it. The key is never kept here: the gateway's connections bring along the two blocks that
-- are made of it.
create function audit_pseudonym(person text) returns text language sql stable as $$
    select case when coalesce(current_setting('lianzhen.pseudonym_inner', true), '') = '' then ''
        else left(encode(sha256(decode(current_setting('lianzhen.pseudonym_outer'), 'hex')
            || sha256(decode(current_setting('lianzhen.pseudonym_inner'), 'hex') || convert_to(person, 'UTF8'))), 'hex'), 32)
        end
$$;

-- Objects that are studies or patients' records tell the patient.
create function audit_name_patient() returns trigger language plpgsql as $$
declare
    person uuid;
begin
    select patient into person from study where uid = new.object;
    if person is null and new.object ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        select id into person from patient where id = new.object::uuid;
    end if;
    if person is not null then
        new.patient := audit_pseudonym(person::text);
    end if;
    return new;
end $$;

create trigger audit_event_names_patient before insert on audit_event
    for each row when (new.object <> '' and new.patient = '') execute function audit_name_patient();
