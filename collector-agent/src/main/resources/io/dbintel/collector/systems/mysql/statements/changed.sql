-- Only the statements that ran since, seconds since the Unix epoch.
where last_seen >= from_unixtime(?)
