/**
 * MySQL 8.0 and later, and MariaDB 10.6 and later: two systems that share almost everything. What
 * they do not share is asked of {@link io.dbintel.collector.systems.mysql.Flavour}.
 */
package io.dbintel.collector.systems.mysql;
