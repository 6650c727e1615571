package io.dbintel.streams;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "io.dbintel.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OPERATORS = "io.dbintel.streams.operators..";
  private static final String RUNTIME = "io.dbintel.streams.runtime..";
  private static final String ADMIN = "io.dbintel.streams.admin..";

  private static final DescribedPredicate<JavaClass> OPERATOR =
      assignableTo(StatementOperator.class)
          .or(assignableTo(InstanceOperator.class))
          .or(assignableTo(KeyedOperator.class))
          .or(assignableTo(TenantOperator.class))
          .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
          .as("operators");

  /** What an operator may see, and its helpers: everything that decides. */
  private static final String[] DECISIONS = {
    OPERATORS,
    "io.dbintel.streams.operator",
    "io.dbintel.streams.insights",
    "io.dbintel.streams.statements",
    "io.dbintel.streams.records",
    "io.dbintel.streams.identity"
  };

  @ArchTest
  static final ArchRule importsWhatTheDesignAllows =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.collector..", "io.dbintel.exporter..", "io.dbintel.embedded..");

  @ArchTest
  static final ArchRule operatorsAreUnderOperators =
      classes().that(OPERATOR).should().resideInAPackage(OPERATORS);

  @ArchTest
  static final ArchRule codecsOfOperatorsAreBesideThem =
      classes()
          .that()
          .implement(PartCodec.class)
          .should()
          .resideInAPackage(OPERATORS)
          .because("state is one operator's, and its layout nobody else's business");

  @ArchTest
  static final ArchRule operatorsAreFinal =
      classes().that(OPERATOR).should().haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule operatorsHaveNoFieldsThatChange =
      fields()
          .that()
          .areDeclaredInClassesThat(OPERATOR)
          .should()
          .beFinal()
          .because("what an operator remembers is in its state, or a replay gives something else");

  @ArchTest
  static final ArchRule decisionsDoNotKnowKafka =
      noClasses()
          .that()
          .resideInAnyPackage(DECISIONS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule decisionsHaveNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(DECISIONS)
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.io..")
                  .or(resideInAPackage("java.nio.file.."))
                  .or(resideInAPackage("java.net.."))
                  .or(resideInAPackage("org.slf4j.."))
                  .or(assignableTo(Thread.class))
                  .or(assignableTo(Clock.class)));

  @ArchTest
  static final ArchRule operatorsKeepNoUnorderedCollections =
      noClasses()
          .that()
          .resideInAPackage(OPERATORS)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              HashMap.class,
              HashSet.class,
              IdentityHashMap.class,
              WeakHashMap.class,
              ConcurrentHashMap.class)
          .orShould()
          .callMethodWhere(describe("makes an unordered collection", ArchitectureTest::unordered))
          .because("the order of a hash map is not in the log");

  private static boolean unordered(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    if (owner.isEquivalentTo(Collectors.class)) {
      return name.equals("toSet") || name.equals("toMap") || name.startsWith("groupingBy");
    }
    boolean factory = name.equals("of") || name.equals("copyOf") || name.equals("ofEntries");
    return factory && (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class));
  }

  @ArchTest
  static final ArchRule eventTimeOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNTIME)
          .should()
          .callMethodWhere(describe("reads a clock", ArchitectureTest::readsAClock))
          .because("a replay of the log must give the same results");

  private static boolean readsAClock(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    if (owner.isEquivalentTo(System.class)) {
      return name.equals("currentTimeMillis") || name.equals("nanoTime");
    }
    return (owner.isEquivalentTo(Clock.class) && (name.equals("instant") || name.equals("millis")))
        || (owner.getPackageName().equals("java.time") && name.equals("now"))
        || name.equals("currentStreamTimeMs")
        || name.equals("currentSystemTimeMs")
        || name.equals("schedule");
  }

  @ArchTest
  static final ArchRule noResultDependsOnTheAdminApi =
      noClasses()
          .that()
          .resideOutsideOfPackages(ADMIN, "io.dbintel.streams")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADMIN)
          .because("it looks at the flow and changes it by orders in the log alone");

  @ArchTest
  static final ArchRule noChance =
      noClasses()
          .that()
          .resideOutsideOfPackages(RUNTIME, ADMIN)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Random.class,
              SplittableRandom.class,
              ThreadLocalRandom.class,
              SecureRandom.class,
              UUID.class)
          .orShould()
          .callMethod(Math.class, "random")
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
  static final ArchRule onlyCodecsOfOperatorsReadCleanTextFromStores =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAPackage(OPERATORS).and(assignableTo(PartCodec.class))))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(CleanTextCodec.class)
          .because("only what was stored as clean text may become clean text again unread");

  @ArchTest
  static final ArchRule onlyValidationMakesValidatedRecords =
      constructors()
          .that()
          .areDeclaredInClassesThat(assignableTo(Validated.class))
          .should()
          .onlyBeCalled()
          .byClassesThat(resideInAPackage("io.dbintel.streams.validation"));

  @ArchTest
  static final ArchRule onlyVerificationMakesVerifiedRecords =
      constructors()
          .that()
          .areDeclaredInClassesThat(assignableTo(VerifiedRecord.class))
          .should()
          .onlyBeCalled()
          .byClassesThat(resideInAPackage("io.dbintel.streams.verification"))
          .because("operators and stores must see no text that was not verified");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.dbintel.streams.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule operatorPackagesHaveNoCycles =
      slices().matching("io.dbintel.streams.operators.(*)..").should().beFreeOfCycles();
}
