/** The ledger against the database: what was told, and what was counted. */
package io.dbintel.ctl.compare;
