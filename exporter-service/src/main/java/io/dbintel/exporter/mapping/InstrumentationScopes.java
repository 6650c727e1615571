package io.dbintel.exporter.mapping;

import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instrumentation scope of a system's results: the scope name of its catalogue with the version
 * of this service. Thread-safe.
 */
final class InstrumentationScopes {

  /** For results about a tenant, and for systems that this version has no catalogue of. */
  private static final InstrumentationScopeInfo DEFAULT = scope("io.dbintel");

  private final Map<String, InstrumentationScopeInfo> bySystem = new ConcurrentHashMap<>();

  /**
   * @param system {@code db.system.name} of a result; may be empty
   */
  InstrumentationScopeInfo of(String system) {
    if (!bySystem.containsKey(system)) {
      SystemCatalogue.find(system)
          .ifPresent(catalogue -> bySystem.put(system, scope(catalogue.scopeName())));
    }
    return bySystem.getOrDefault(system, DEFAULT);
  }

  private static InstrumentationScopeInfo scope(String name) {
    return InstrumentationScopeInfo.builder(name).setVersion(ServiceVersion.current()).build();
  }
}
