package io.dbintel.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.dbintel.exporter",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsSchemasAndRuntimeOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.redaction..",
              "io.dbintel.embedded..",
              "io.dbintel.collector..",
              "io.dbintel.streams..");

  @ArchTest
  static final ArchRule usesNothingInternalOfOpenTelemetry =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.opentelemetry..internal..");

  @ArchTest
  static final ArchRule sinksKnowNothingOfKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..otlp..", "..file..", "..console..", "..prometheus..", "..sink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");
}
