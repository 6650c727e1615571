/**
 * A second database system: this package, its line in {@code META-INF/services} and the catalogue
 * file {@code h2.yaml} are all there is to it.
 */
package io.dbintel.collector.systems.h2;
