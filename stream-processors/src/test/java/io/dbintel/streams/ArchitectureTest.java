package io.dbintel.streams;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dbintel.streams.findings.KnownText;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.StatementOperator;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "io.dbintel.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsWhatTheDesignAllows =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.collector..", "io.dbintel.exporter..", "io.dbintel.embedded..");

  @ArchTest
  static final ArchRule eventTimeOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dbintel.streams.runtime..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Clock.class, "instant")
          .orShould()
          .callMethod(Clock.class, "millis")
          .because("a replay of the log must give the same results");

  @ArchTest
  static final ArchRule noChance =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dbintel.streams.runtime..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, UUID.class)
          .because("a random choice is a hash of the record's identity");

  @ArchTest
  static final ArchRule noTimersWindowsOrTablesOfKafkaStreams =
      noClasses()
          .should()
          .dependOnClassesThat(
              simpleName("Punctuator")
                  .or(simpleName("PunctuationType"))
                  .or(simpleName("WindowStore"))
                  .or(simpleName("SessionStore"))
                  .or(simpleName("Suppressed"))
                  .or(simpleName("GlobalKTable"))
                  .or(resideInAPackage("org.apache.kafka.streams.kstream..")))
          .because("what they give depends on when they run, not on the log alone");

  @ArchTest
  static final ArchRule noStreamTime =
      noClasses()
          .should()
          .callMethodWhere(
              new DescribedPredicate<>("reads Kafka Streams' clocks") {
                @Override
                public boolean test(JavaMethodCall call) {
                  String name = call.getTarget().getName();
                  return name.equals("currentStreamTimeMs")
                      || name.equals("currentSystemTimeMs")
                      || name.equals("schedule");
                }
              });

  @ArchTest
  static final ArchRule decisionsKeepNoUnorderedCollections =
      noClasses()
          .that()
          .areAssignableTo(InstanceOperator.class)
          .or()
          .areAssignableTo(StatementOperator.class)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(HashMap.class, HashSet.class)
          .because("the order of a hash map is no part of the log");

  @ArchTest
  static final ArchRule decisionsDoNotKnowKafka =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..deltas..",
              "..selection..",
              "..ledger..",
              "..sessions..",
              "..commands..",
              "..metrics..",
              "..operator..",
              "..findings..",
              "..statements..",
              "..identity..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule onlyTheTextStoreMakesKnownText =
      constructors()
          .that()
          .areDeclaredIn(KnownText.class)
          .should()
          .onlyBeCalled()
          .byClassesThat(resideInAPackage("io.dbintel.streams.texts"))
          .because("only verified text gets into that store");

  @ArchTest
  static final ArchRule operatorsAreFinal =
      classes()
          .that()
          .areAssignableTo(InstanceOperator.class)
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.dbintel.streams.(*)..").should().beFreeOfCycles();
}
