/** What an agent is told, bound and checked. */
package io.dbintel.collector.config;
