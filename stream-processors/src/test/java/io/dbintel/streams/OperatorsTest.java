package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.TenantOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the operators of the product together. */
class OperatorsTest {
  private static final Path MAIN = Path.of("src/main/java/io/dbintel/streams/operators");
  private static final Path TEST = Path.of("src/test/java/io/dbintel/streams/operators");

  private final Operators operators =
      DatabaseIntelligenceTopology.operators(ProcessorsConfig.at("unused:1").operators());

  @Test
  void namesAreUnique() {
    List<String> names = new ArrayList<>();
    operators.instance().stream().map(InstanceOperator::name).forEach(names::add);
    operators.keyed().stream().map(KeyedOperator::name).forEach(names::add);
    operators.statement().stream().map(StatementOperator::name).forEach(names::add);
    operators.tenant().stream().map(TenantOperator::name).forEach(names::add);

    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void partsOfOneStoredValueAndStoresOfKeyedOperatorsAreUnique() {
    assertThat(ids(operators.instance().stream().map(InstanceOperator::part)))
        .doesNotHaveDuplicates();
    assertThat(ids(operators.statement().stream().map(StatementOperator::part)))
        .doesNotHaveDuplicates();
    assertThat(ids(operators.tenant().stream().map(TenantOperator::part))).doesNotHaveDuplicates();
    assertThat(operators.keyed().stream().map(operator -> operator.state().store()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyPackageOfAnOperatorHasTestsBesideIt() throws IOException {
    try (Stream<Path> packages = Files.list(MAIN)) {
      assertThat(packages.toList())
          .isNotEmpty()
          .allSatisfy(main -> assertThat(tests(TEST.resolve(main.getFileName()))).isNotEmpty());
    }
  }

  private static List<Path> tests(Path folder) throws IOException {
    assertThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
  }

  private static List<Integer> ids(Stream<? extends PartCodec<?>> parts) {
    return parts.filter(Objects::nonNull).map(PartCodec::id).toList();
  }
}
