package io.dbintel.runtime.config;

import java.util.List;
import java.util.Map;

/** Interfaces with several records, well and badly declared, as the tests need them. */
final class Shapes {

  private Shapes() {}

  record Drawing(
      @Setting(required = true) Map<String, Shape> shapes,
      List<Animal> animals,
      @Setting(description = "One more.") Shape extra) {}

  @DiscriminatedBy("type")
  sealed interface Shape {}

  @Discriminator("circle")
  record Circle(
      @Setting(defaultValue = "1", min = "1") int radius, @Setting(defaultValue = "") String label)
      implements Shape {}

  @Discriminator("rounded_square")
  record Square(@Setting(required = true) int side, @Setting(defaultValue = "5") int limit)
      implements Shape {
    Square {
      if (side > limit) {
        throw new IllegalArgumentException("side <= limit");
      }
    }
  }

  @DiscriminatedBy(value = "species", provider = Species.class)
  interface Animal {}

  /** The service interface of the animals. */
  interface Species extends ConfigSubtype {}

  record Cat(@Setting(required = true) int lives) implements Animal {}

  /** Registered in META-INF/services. */
  public static final class CatSpecies implements Species {
    @Override
    public String discriminator() {
      return "cat";
    }

    @Override
    public Class<? extends Record> configType() {
      return Cat.class;
    }
  }

  @DiscriminatedBy("kind")
  sealed interface Unmarked {}

  record NotMarked() implements Unmarked {}

  @DiscriminatedBy("kind")
  sealed interface Twice {}

  @Discriminator("a")
  record First() implements Twice {}

  @Discriminator("a")
  record Second() implements Twice {}

  @DiscriminatedBy("kind")
  sealed interface Clash {}

  @Discriminator("a")
  record Clashing(String kind) implements Clash {}

  @DiscriminatedBy("kind")
  sealed interface UpperCase {}

  @Discriminator("A")
  record Upper() implements UpperCase {}

  @DiscriminatedBy("kind")
  sealed interface NoRecord {}

  @Discriminator("a")
  static final class PlainClass implements NoRecord {}

  @DiscriminatedBy("kind")
  interface Empty {}
}
