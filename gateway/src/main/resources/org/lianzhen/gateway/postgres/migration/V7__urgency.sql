-- How soon an instance must reach those who need it, most urgent first, and who said so.
create type urgency as enum ('EMERGENCY', 'GREEN_CHANNEL', 'URGENT', 'ROUTINE', 'BULK');

alter table instance
    add column urgency urgency not null default 'ROUTINE',
    add column urgency_source text not null default 'DEFAULT';

alter table arrival
    add column urgency urgency not null default 'ROUTINE',
    add column urgency_source text not null default 'DEFAULT';

-- What is there already said nothing; what comes must say.
alter table instance alter column urgency drop default, alter column urgency_source drop default;
alter table arrival alter column urgency drop default, alter column urgency_source drop default;

create index arrival_most_urgent_first on arrival (urgency, id);
