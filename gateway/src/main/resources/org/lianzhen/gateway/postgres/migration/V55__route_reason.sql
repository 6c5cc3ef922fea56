-- Why somebody has put a version of the routes in force, in their own words; empty when nobody has said.
alter table route_version add column reason text not null default '';
