/** What replaces a private value. */
package io.dbintel.redaction.pii.mask;
