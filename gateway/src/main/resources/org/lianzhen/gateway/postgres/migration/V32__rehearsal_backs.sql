-- Number of the version in which routes became active that this rehearsal had shown; null when it has led to nothing. Those that led
-- to something are kept, of the others the newest.
alter table route_rehearsal add column backs integer references route_version (number);

-- Of those made so far nobody knows which, so that whatever was followed by a version counts.
update route_rehearsal r set backs = (select min(v.number) from route_version v where v.made_at > r.made_at);
