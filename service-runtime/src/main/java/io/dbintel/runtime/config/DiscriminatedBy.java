package io.dbintel.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that several configuration records implement; the value of one key chooses the
 * record that the mapping is bound to. The key is not a component of the records.
 *
 * <p>The records are the permitted subclasses of a sealed interface, each with its {@link
 * Discriminator}, and those that implementations of {@link #provider()} name. A setting of such a
 * type is {@code null} when left out and not required.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DiscriminatedBy {

  /** The key, for example {@code type}. */
  String value();

  /**
   * A service interface whose implementations, found by {@link java.util.ServiceLoader}, add
   * records from other packages. The default adds none.
   */
  Class<? extends ConfigSubtype> provider() default ConfigSubtype.class;
}
