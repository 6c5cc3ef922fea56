-- Which order a study came of says how urgent its reading is, and by when it is due.
create function note_reading_of_match() returns trigger language plpgsql as $$
begin
    insert into reading_news (study) values (new.study) on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_reading_news after insert or update of state on order_match
    for each row when (new.state = 'MATCHED') execute function note_reading_of_match();
