/**
 * The export-error monitor: what destinations refuse of a tenant's results, why, and what is done
 * about it. It tells people with a remedy, and has less sent where that helps. Records are thinned,
 * never totals.
 */
package io.dbintel.streams.operators.exporterrors;
