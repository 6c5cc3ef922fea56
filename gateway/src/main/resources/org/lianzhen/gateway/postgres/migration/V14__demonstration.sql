-- Whether everything here belongs to the demonstration, whose accounts have a password that everybody knows.

create table demonstration (
    only_one boolean primary key default true check (only_one)
);
-- Those of its runs before there was this table wrote its members under this name and had this account.
insert into demonstration select true where exists (select from member_version where author = 'demo')
    and exists (select from account where name = 'ts1-village');
