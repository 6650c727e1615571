/** Takes the literals out of execution plans and keeps their shape, names, costs and rows. */
package io.dbintel.redaction.plan;
