/** Reads JSON that may be cut or broken, and copies its shape without its values. */
package io.dbintel.redaction.json;
