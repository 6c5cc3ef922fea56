-- What was found out, for programs.
alter table delivery_proof add column code text not null default '';

-- Whatever is added for a destination, by whomever, must be proved, and what was found out before counts no more.
create or replace function delivery_proof_anew() returns trigger language plpgsql as $$
begin
    insert into delivery_proof as p (study, destination, unit)
        select study, destination, min(unit) from added group by study, destination order by study, destination
        on conflict (study, destination) do update set state = 'DUE', due_at = now(), attempts = 0, rounds = 0,
            kind = null, settled_at = null, instances = 0, missing = 0, missing_uids = '{}', answer = '', code = '', epoch = 0,
            holder = null, expires_at = null
        where p.state <> 'DUE' or p.attempts <> 0 or p.rounds <> 0 or p.epoch <> 0;
    delete from commitment_inquiry i using added a where i.study = a.study and i.destination = a.destination;
    return null;
end $$;

-- What was settled lately is counted again and again.
create index delivery_proof_lately on delivery_proof (settled_at) include (destination, state) where state <> 'DUE';
