/** Patterns of users, matched in linear time within a budget. */
package io.dbintel.redaction.pii.pattern;
