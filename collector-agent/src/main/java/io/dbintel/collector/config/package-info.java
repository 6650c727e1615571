/** Settings of the agent, and those that several systems share. */
package io.dbintel.collector.config;
