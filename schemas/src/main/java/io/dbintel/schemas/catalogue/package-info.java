/**
 * What can be collected from each database system: statement counters, metrics and events with
 * their names, units and kinds, read from one file per system.
 */
package io.dbintel.schemas.catalogue;
