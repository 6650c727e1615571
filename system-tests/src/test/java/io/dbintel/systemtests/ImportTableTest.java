package io.dbintel.systemtests;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which module may import which: the table of the design, for all modules at once, with the one
 * exception of decision 0004 (schemas imports service-runtime).
 */
@AnalyzeClasses(packages = "io.dbintel", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportTableTest {

  @ArchTest
  static final ArchRule importTable =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy("io.dbintel.schemas..")
          .layer("redaction")
          .definedBy("io.dbintel.redaction..")
          .layer("service-runtime")
          .definedBy("io.dbintel.runtime..")
          .layer("embedded-servers")
          .definedBy("io.dbintel.embedded..")
          .layer("collector-agent")
          .definedBy("io.dbintel.collector..")
          .layer("stream-processors")
          .definedBy("io.dbintel.streams..")
          .layer("exporter-service")
          .definedBy("io.dbintel.exporter..")
          .layer("ctl")
          .definedBy("io.dbintel.ctl..")
          .layer("system-tests")
          .definedBy("io.dbintel.systemtests..")
          .whereLayer("schemas")
          .mayOnlyAccessLayers("service-runtime")
          .whereLayer("redaction")
          .mayNotAccessAnyLayer()
          .whereLayer("service-runtime")
          .mayNotAccessAnyLayer()
          .whereLayer("embedded-servers")
          .mayNotAccessAnyLayer()
          .whereLayer("collector-agent")
          .mayOnlyAccessLayers("schemas", "redaction", "service-runtime")
          .whereLayer("stream-processors")
          .mayOnlyAccessLayers("schemas", "redaction", "service-runtime")
          .whereLayer("exporter-service")
          .mayOnlyAccessLayers("schemas", "service-runtime")
          .whereLayer("ctl")
          .mayOnlyAccessLayers("schemas", "service-runtime", "collector-agent");
}
