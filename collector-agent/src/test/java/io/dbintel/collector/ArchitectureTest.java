package io.dbintel.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.dbintel.collector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_OF_OURS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.streams..",
              "io.dbintel.exporter..",
              "io.dbintel.embedded..",
              "io.dbintel.quickstart..");

  @ArchTest
  static final ArchRule NO_STREAMS_NO_ROCKSDB_NO_BROKER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka.streams..",
              "org.rocksdb..",
              "kafka..",
              "org.apache.kafka.server..");

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_A_SYSTEM =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dbintel.collector.systems..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.dbintel.collector.systems..", "org.postgresql..");

  @ArchTest
  static final ArchRule JDBC_IS_NOT_FOR_EVERY_SYSTEM =
      noClasses()
          .that()
          .resideOutsideOfPackages("..collector.jdbc..", "..collector.systems..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "..collector.jdbc..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.dbintel.collector.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THINGS_COLLECTED_HAVE_NO_CYCLES =
      slices().matching("io.dbintel.collector.systems.(*).(*)..").should().beFreeOfCycles();
}
