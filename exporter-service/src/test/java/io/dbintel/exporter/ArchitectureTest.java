package io.dbintel.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
          .resideInAnyPackage(
              "..sink..",
              "..http..",
              "..otlp..",
              "..webhook..",
              "..file..",
              "..console..",
              "..prometheus..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule onlyTheEncoderKnowsTheExportersOfTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..otlp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.opentelemetry.exporter..", "io.opentelemetry.sdk.common.export..");

  @ArchTest
  static final ArchRule sinksKnowNothingOfEachOther =
      slices()
          .matching("io.dbintel.exporter.(otlp|webhook|file|console|prometheus)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.dbintel.exporter.(*)..").should().beFreeOfCycles();
}
