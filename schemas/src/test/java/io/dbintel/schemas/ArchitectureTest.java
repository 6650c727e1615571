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
  static final ArchRule importsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.redaction..",
              "io.dbintel.runtime..",
              "io.dbintel.embedded..",
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..");

  @ArchTest
  static final ArchRule recordsKnowNothing =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.schemas.avro")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.schemas.topic..",
              "io.dbintel.schemas.registry..",
              "io.dbintel.schemas.serde..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.dbintel.schemas.(*)..").should().beFreeOfCycles();
}
