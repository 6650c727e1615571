/**
 * A small shop that keeps a PostgreSQL busy: {@link io.dbintel.quickstart.workload.ShopSchema}
 * creates it, {@link io.dbintel.quickstart.workload.ShopActions} are what its programs do, {@link
 * io.dbintel.quickstart.workload.LoadCurve} says how often, {@link
 * io.dbintel.quickstart.workload.Workload} does it, and {@link
 * io.dbintel.quickstart.workload.Incident} is a trouble of a few seconds.
 */
package io.dbintel.quickstart.workload;
