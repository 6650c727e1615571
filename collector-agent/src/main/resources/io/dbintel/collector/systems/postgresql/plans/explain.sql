-- Any version: asks for the plan of the statement in dbintel.statement and leaves it in dbintel.plan, both of them
-- settings of the transaction. So the text is never a part of a command of ours; and a loop over rows refuses more than one
-- statement. Every name is qualified: the search path is that of the statement.
do $dbintel$
declare
  line pg_catalog.text;
  plan pg_catalog.text := '';
begin
  for line in execute pg_catalog.concat(
    pg_catalog.current_setting('dbintel.explain'), pg_catalog.current_setting('dbintel.statement')
  ) loop
    plan := pg_catalog.concat(plan, line);
  end loop;
  perform pg_catalog.set_config('dbintel.plan', plan, true);
end
$dbintel$
