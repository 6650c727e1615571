/** Finds and masks private values in any text other than statements and plans. */
package io.dbintel.redaction.pii;
