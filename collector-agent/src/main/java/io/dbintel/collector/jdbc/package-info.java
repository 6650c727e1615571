/**
 * What systems that are reached by JDBC share: few connections with deadlines, statements kept as
 * resources per version, and rows whose column labels name metrics.
 */
package io.dbintel.collector.jdbc;
