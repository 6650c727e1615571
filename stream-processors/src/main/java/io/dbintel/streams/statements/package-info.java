/** The words of the statement path: keys, columns, reads. */
package io.dbintel.streams.statements;
