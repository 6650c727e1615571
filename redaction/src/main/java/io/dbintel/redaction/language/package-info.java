/** The languages that collectors name: SQL dialects and the commands of other database systems. */
package io.dbintel.redaction.language;
