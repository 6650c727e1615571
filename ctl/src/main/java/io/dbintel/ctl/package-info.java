/** {@code dbintel ctl}: asks and steers running processors over their admin API. */
package io.dbintel.ctl;
