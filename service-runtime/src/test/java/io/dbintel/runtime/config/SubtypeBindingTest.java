package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.config.Shapes.Circle;
import io.dbintel.runtime.config.Shapes.Drawing;
import io.dbintel.runtime.config.Shapes.Square;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubtypeBindingTest {

  @Test
  void theDiscriminatorChoosesTheRecord() {
    Drawing drawing =
        parse(
            """
            shapes:
              a: { type: circle, radius: 3 }
              b: { side: 2, type: Rounded-Square }
            extra: { type: circle }
            """);

    assertThat(drawing.shapes())
        .containsExactly(Map.entry("a", new Circle(3, "")), Map.entry("b", new Square(2, 5)));
    assertThat(drawing.extra()).isEqualTo(new Circle(1, ""));
    assertThat(drawing.animals()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsNullUnlessItIsRequired() {
    assertThat(parse("shapes: {}").extra()).isNull();
    assertThat(problems("extra: { type: circle }"))
        .extracting(ConfigProblem::path)
        .containsExactly("shapes");
  }

  @Test
  void servicesAddRecordsOfOtherPackages() {
    Drawing drawing = parse("shapes: {}\nanimals: [{ species: cat, lives: 9 }]");

    assertThat(drawing.animals()).containsExactly(new Shapes.Cat(9));
    assertThat(problems("shapes: {}\nanimals: [{ species: cat }, { species: dog }]"))
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "animals[0].lives (line:2): found nothing; allowed: a whole number; set"
                + " animals[0].lives",
            "animals[1].species (line:2): found 'dog'; allowed: one of cat;"
                + " set animals[1].species to an allowed value");
  }

  @Test
  void everyProblemIsNamedWithItsPath() {
    assertThat(
            problems(
                """
                shapes:
                  none: { radius: 3 }
                  typo: { tpye: circle }
                  unknown: { type: circel }
                  foreign: { type: circle, side: 3, radius: 0 }
                  stray: { type: rounded_square, side: 1, colour: red }
                  rule: { type: rounded_square, side: 9 }
                  list: [a]
                  nested: { type: [circle] }
                """))
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "shapes.none.type (line:2): found nothing; allowed: one of circle, rounded_square;"
                + " set shapes.none.type",
            "shapes.typo.type (line:3): found nothing; allowed: one of circle, rounded_square;"
                + " did you mean type by tpye?",
            "shapes.unknown.type (line:4): found 'circel'; allowed: one of circle, rounded_square;"
                + " did you mean circle?",
            "shapes.foreign.side (line:5): found a setting of type: rounded_square;"
                + " allowed: with type: circle one of radius, label;"
                + " remove it or change shapes.foreign.type",
            "shapes.foreign.radius (line:5): found '0'; allowed: a whole number, at least 1;"
                + " set shapes.foreign.radius to an allowed value",
            "shapes.stray.colour (line:6): found an unknown key; allowed: one of side, limit;"
                + " remove it",
            "shapes.rule (line:7): found settings that contradict each other;"
                + " allowed: side <= limit; change one of them",
            "shapes.list (line:8): found a list; allowed: a mapping with the key type and the"
                + " settings that go with it; indent the settings below the key",
            "shapes.nested.type (line:9): found a list; allowed: one of circle, rounded_square;"
                + " set shapes.nested.type");
  }

  @Test
  void theDiscriminatorMayComeFromAPlaceholderAndAFailedOneIsReportedOnce() {
    assertThat(problems("shapes: { a: { type: '${env:DBINTEL_NO_SUCH_VARIABLE}' } }"))
        .extracting(ConfigProblem::path)
        .containsExactly("shapes.a.type");
  }

  @Test
  void theSchemaShowsTheAlternatives() throws JsonProcessingException {
    JsonNode schema = new ObjectMapper().readTree(JsonSchemaExport.of(Drawing.class));
    JsonNode alternatives = schema.at("/properties/shapes/additionalProperties/oneOf");

    assertThat(alternatives).hasSize(2);
    assertThat(alternatives.at("/0/properties/type/const").asText()).isEqualTo("circle");
    assertThat(alternatives.at("/0/properties/radius/minimum").asInt()).isEqualTo(1);
    assertThat(alternatives.at("/0/additionalProperties").asBoolean()).isFalse();
    assertThat(alternatives.at("/0/required")).hasToString("[\"type\"]");
    assertThat(alternatives.at("/1/required")).hasToString("[\"type\",\"side\"]");
    assertThat(schema.at("/properties/animals/items/oneOf/0/properties/species/const").asText())
        .isEqualTo("cat");
    assertThat(schema.at("/properties/extra/description").asText()).isEqualTo("One more.");
  }

  @Test
  void aWrongDeclarationIsNamed() {
    assertThatThrownBy(() -> Subtypes.of(Shapes.Unmarked.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no @Discriminator");
    assertThatThrownBy(() -> Subtypes.of(Shapes.Twice.class))
        .hasMessageContaining("kind: a is duplicated");
    assertThatThrownBy(() -> Subtypes.of(Shapes.Clash.class))
        .hasMessageContaining("has the component kind");
    assertThatThrownBy(() -> Subtypes.of(Shapes.UpperCase.class))
        .hasMessageContaining("'A' of")
        .hasMessageContaining("not in lower case");
    assertThatThrownBy(() -> Subtypes.of(Shapes.NoRecord.class))
        .hasMessageContaining("is not a record");
    assertThatThrownBy(() -> Subtypes.of(Shapes.Empty.class))
        .hasMessageContaining("has no records");
  }

  private static Drawing parse(String yaml) {
    return ConfigLoader.parse(Drawing.class, yaml);
  }

  private static List<ConfigProblem> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> parse(yaml)).problems();
  }
}
