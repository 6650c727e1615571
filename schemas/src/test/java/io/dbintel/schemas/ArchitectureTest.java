package io.dbintel.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.dbintel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsOfOursOnlyTheRuntime =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.redaction..",
              "io.dbintel.embedded..",
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..");

  @ArchTest
  static final ArchRule usesNoPartOfTheRuntimeThatRunsServices =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.runtime.health..",
              "io.dbintel.runtime.http..",
              "io.dbintel.runtime.metrics..");

  @ArchTest
  static final ArchRule recordsKnowNothing =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.schemas.avro")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.runtime..",
              "io.dbintel.schemas.config..",
              "io.dbintel.schemas.topic..",
              "io.dbintel.schemas.registry..",
              "io.dbintel.schemas.serde..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.dbintel.schemas.(*)..").should().beFreeOfCycles();
}
