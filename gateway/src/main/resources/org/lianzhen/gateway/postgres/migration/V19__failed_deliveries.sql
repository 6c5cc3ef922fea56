-- People ask what has failed or was cancelled, which is little; what was delivered is not looked for in this way.
create index delivery_result_not_there on delivery_result (destination, ended_at) where outcome <> 'DELIVERED';
