/** The only place that makes {@link io.dbintel.redaction.verify.CleanText}. */
package io.dbintel.redaction.verify;
