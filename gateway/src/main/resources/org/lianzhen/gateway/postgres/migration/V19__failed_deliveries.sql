-- People ask what has failed or was cancelled, which is little; what was delivered is not looked for in this way.
create index delivery_result_not_there on delivery_result (destination, ended_at) where outcome <> 'DELIVERED';
-- What ended in the last day is counted again and again.
create index delivery_result_by_end on delivery_result (ended_at) include (destination, outcome);
