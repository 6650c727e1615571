/** Delivery to HTTP destinations: age gate, size limit, exchange, retry rules, delivery loop. */
package io.dbintel.exporter.http;
