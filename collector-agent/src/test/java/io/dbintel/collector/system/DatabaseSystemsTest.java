package io.dbintel.collector.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseSystemsTest {

  private static final DatabaseSystems SYSTEMS = DatabaseSystems.load();

  @Test
  void findsTheSystemOfAnInstanceByItsSettings() {
    List<InstanceConfig> instances =
        parse(
            "{id: a/one, system: postgresql, host: db, database: shop},"
                + " {id: a/two, system: h2, memory: m}, {id: a/three, system: mysql, host: my},"
                + " {id: a/four, system: mariadb, host: maria, port: 3307}");
    assertThat(instances)
        .extracting(SYSTEMS::nameOf)
        .containsExactly("postgresql", "h2", "mysql", "mariadb");
    assertThat(instances)
        .extracting(InstanceConfig::address)
        .containsExactly("db:5432/shop", "jdbc:h2:mem:m", "my:3306", "maria:3307");
  }

  @Test
  void refusesAnInstanceWithoutASystemOrWithAnUnknownOne() {
    assertThatThrownBy(() -> parse("{id: a/one, host: db}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("instances[0].system", "postgresql");
    assertThatThrownBy(() -> parse("{id: a/one, system: postgres, host: db}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean postgresql?");
  }

  @Test
  void refusesTwoInstancesWithOneId() {
    assertThatThrownBy(
            () -> parse("{id: a/b, system: h2, memory: m}, {id: a/b, system: h2, memory: n}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("instance id a/b is duplicated");
  }

  @Test
  void refusesSettingsOfNoSystem() {
    record Unknown(String id, String host, int port, String address) implements InstanceConfig {}
    assertThatThrownBy(() -> SYSTEMS.nameOf(new Unknown("a/b", "h", 1, "h:1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("Unknown", "META-INF/services");
  }

  @Test
  void splitsAFailureIntoFindingAndFix() {
    assertThat(new PollFailure("x", "it lacks a grant; run GRANT", false, null).asFinding())
        .isEqualTo(new CheckFinding(true, "it lacks a grant", "run GRANT"));
    assertThat(new PollFailure("x", "it broke", false, null).asFinding().fix())
        .isEqualTo("see the server's log");
  }

  private static List<InstanceConfig> parse(String instances) {
    return ConfigLoader.parse(
            AgentConfig.class,
            "{kafka: {bootstrapServers: 'x:9092'}, instances: [" + instances + "]}")
        .instances();
  }
}
