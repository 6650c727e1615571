/** Lines for people: tables, units, text that cannot steer a terminal. */
package io.dbintel.ctl.print;
