/**
 * Cost control: how large results are for the backend that bills them, what a tenant will have
 * spent by the end of the month, and what is withheld so that it stays within its budget. Records
 * are thinned, never totals.
 */
package io.dbintel.streams.operators.budget;
