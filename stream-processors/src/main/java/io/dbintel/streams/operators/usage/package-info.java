/** What instances and tenants use: raw records and bytes received, results written, by day. */
package io.dbintel.streams.operators.usage;
