/** The kinds of private values: how each is recognised and validated. */
package io.dbintel.redaction.pii.detector;
