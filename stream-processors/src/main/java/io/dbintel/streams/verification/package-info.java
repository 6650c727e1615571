/** Verification of every text of a record; gives the only records that operators see. */
package io.dbintel.streams.verification;
