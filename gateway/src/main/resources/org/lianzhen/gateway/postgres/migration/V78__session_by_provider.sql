-- Whether a provider of identities said who it is: then nobody has shown a password of ours, nor needs one.
alter table login_session add column by_provider boolean not null default false;
