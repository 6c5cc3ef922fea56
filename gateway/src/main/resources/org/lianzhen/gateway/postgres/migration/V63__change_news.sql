-- Tells whoever listens that something of a topic has changed, when the transaction is committed and once for each. What changes with
-- every image is not among it: commits that tell wait for one another.
create function tell_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('lianzhen_change', tg_argv[0]);
    return null;
end $$;

-- The same, and that it concerns an account.
create function tell_change_of_account() returns trigger language plpgsql as $$
begin
    perform pg_notify('lianzhen_change', tg_argv[0]);
    perform pg_notify('lianzhen_change', tg_argv[0] || ' ' || case tg_op when 'DELETE' then old.account else new.account end);
    return null;
end $$;

create trigger tell after insert on member_version for each row execute function tell_change('MEMBER');
create trigger tell after insert on calendar_version for each row execute function tell_change('CALENDAR');
create trigger tell after insert on channel_version for each row execute function tell_change('CHANNEL');
create trigger tell after insert on duty_roster for each row execute function tell_change('ROSTER');
create trigger tell after insert on route_version for each row execute function tell_change('ROUTE');
create trigger tell after insert on route_rehearsal for each row execute function tell_change('ROUTE');
create trigger tell after insert on access_rule_version for each row execute function tell_change('RULE');
create trigger tell after insert on oidc_provider_version for each row execute function tell_change('RULE');
create trigger tell after insert or delete or update of unit, display_name, roles, state, must_change, kind on account
    for each row execute function tell_change('ACCOUNT');
create trigger tell after insert or delete or update of secret on second_factor
    for each row execute function tell_change('ACCOUNT');
create trigger tell after insert or delete on program_key for each row execute function tell_change('ACCOUNT');
create trigger tell after insert or delete on login_session
    for each row execute function tell_change_of_account('SESSION');
create trigger tell after insert or update on break_glass for each row execute function tell_change('BREAK_GLASS');
create trigger tell after insert or update of state on notice for each row execute function tell_change('NOTICE');
create trigger tell after insert or update of state on notice_attempt
    for each row execute function tell_change_of_account('NOTICE');
create trigger tell after insert or update of decided_at, findings on parking
    for each row execute function tell_change('CONFLICT');
create trigger tell after insert or update of settled_at on alert for each row execute function tell_change('CONFLICT');
create trigger tell after insert or update of state on charset_proposal
    for each row execute function tell_change('CHARSET');
create trigger tell after insert or delete on patient_link for each row execute function tell_change('PATIENT');
create trigger tell after insert or delete on patient_link_proposal
    for each row execute function tell_change('PATIENT');
create trigger tell after update of state on delivery_proof for each row execute function tell_change('DELIVERY');
