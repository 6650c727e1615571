/** The admin API, as a client sees it. */
package io.dbintel.ctl.api;
