/** Takes the literals out of SQL in one pass over its bytes, and fingerprints and summarises it. */
package io.dbintel.redaction.sql;
