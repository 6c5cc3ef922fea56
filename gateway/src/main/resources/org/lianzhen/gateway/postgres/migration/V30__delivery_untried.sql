-- Since when every try has failed because the destination could not be served; so much later it is given up. Null when it was not
-- tried yet, or was answered last.
alter table delivery_task add column untried_since timestamptz;
