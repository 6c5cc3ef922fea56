-- What else than descriptions of study and series names the procedure, a line each; routes look for pieces of it.
alter table series add column procedure_names text not null default '';
