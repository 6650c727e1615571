/** What users set: which private values are looked for, and what replaces them. */
package io.dbintel.redaction.pii.config;
