/** What normalising a statement yields, whatever language the statement is written in. */
package io.dbintel.redaction.statement;
