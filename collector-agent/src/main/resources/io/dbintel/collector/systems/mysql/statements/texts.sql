-- Texts as the server normalised them. The same digest in several schemas is the same text.
select digest,
  left(digest_text, 65537) as digest_text,
  cast(unix_timestamp(now(6)) * 1000000 as signed) as clock,
  least(@@performance_schema_max_digest_length, @@max_digest_length) as max_length
from performance_schema.events_statements_summary_by_digest as dbintel_texts
where digest is not null
