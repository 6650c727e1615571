package io.dbintel.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {

  @Test
  void parsesWhatItPrints() {
    InstanceId id = InstanceId.parse("acme/orders-1.db_2");
    assertThat(id).isEqualTo(new InstanceId("acme", "orders-1.db_2"));
    assertThat(InstanceId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "/orders", "acme/", "acme/a/b", "acme/or ders", "acmé/x"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> InstanceId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("instance id");
  }
}
