/**
 * The three services in this JVM: {@link io.dbintel.quickstart.services.LocalConfig} says what they
 * watch and where results go, {@link io.dbintel.quickstart.services.ServiceConfigs} makes the
 * configuration of each, {@link io.dbintel.quickstart.services.Pipeline} runs them.
 */
package io.dbintel.quickstart.services;
